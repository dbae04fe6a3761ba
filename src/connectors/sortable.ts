/**
 * A number as text of 16 hexadecimal digits that sorts like the number: the bits of the double with the sign turned over
 * (negative ones wholly inverted). Trackers rank with floats, negative ones included.
 */
export function sortableNumber(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value === 0 ? 0 : value);
  const bits = view.getBigUint64(0);
  const sign = 1n << 63n;
  const sortable = (bits & sign) === 0n ? bits | sign : ~bits & ((1n << 64n) - 1n);
  return sortable.toString(16).padStart(16, '0');
}
