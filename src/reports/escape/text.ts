/** Left-to-right and right-to-left overrides, isolates and marks: they can make a line read as something it is not. */
const BIDI = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
/** Whole terminal sequences (CSI, OSC and the two-letter ones), so that no debris such as `[31m` stays behind. */
const SEQUENCES =
  // eslint-disable-next-line no-control-regex -- terminal sequences begin with one
  /(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]|\u001B\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|\u001B[@-Z\\-_]/gu;
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F\uFEFF\uFFF9-\uFFFB]/gu;
const SPACES = /[\s\u0085\u2028\u2029]+/gu;
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/**
 * Tracker text as one harmless line: no control characters, terminal sequences, bidi controls or lone surrogates,
 * white space collapsed. What every other escape starts from.
 */
export function plain(text: string): string {
  return text
    .replace(LONE_SURROGATE, '\uFFFD')
    .replace(SEQUENCES, '')
    .replace(BIDI, '')
    .replace(SPACES, ' ')
    .replace(CONTROLS, '')
    .trim();
}

/** At most `length` characters (code points), the last one an ellipsis where something was cut. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const points = Array.from(text.slice(0, length * 2));
  return points.length <= length && text.length <= length * 2
    ? text
    : points
        .slice(0, length - 1)
        .join('')
        .trimEnd() + '…';
}
