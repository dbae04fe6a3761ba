import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Scanner } from '../../../src/connectors/file/scanner.ts';

/** Everything the scanner finds when the bytes come in chunks of the given sizes. */
function scan(
  text: string,
  sizes: readonly number[],
  containers: readonly string[] = [],
): { container: string | null; value: unknown }[] {
  const bytes = Buffer.from(text);
  const scanner = new Scanner(containers);
  const found: { container: string | null; value: unknown }[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    for (const element of scanner.take(Buffer.from(bytes.subarray(at, at + size)))) {
      found.push({ container: element.container, value: JSON.parse(element.bytes.toString('utf8')) });
    }
    at += size;
  }
  scanner.finish();
  return found;
}

const chunks = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });

describe('finding elements in the bytes of JSON', () => {
  it('finds the elements of any array, whatever they are and wherever a chunk ends', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), chunks, fc.constantFrom(0, 2), (values, sizes, indent) => {
        const wanted = values.map((value) => JSON.parse(JSON.stringify(value)) as unknown);
        expect(scan(JSON.stringify(values, null, indent), sizes).map((element) => element.value)).toEqual(
          wanted,
        );
      }),
    );
  });

  it('finds the elements of a container in an object, and the rest of the object last', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string().filter((key) => key !== 'issues' && key !== '__proto__'),
          fc.jsonValue(),
        ),
        fc.array(fc.jsonValue()),
        chunks,
        (rest, issues, sizes) => {
          const found = scan(JSON.stringify({ ...rest, issues, isLast: true }), sizes, ['issues']);
          const last = found.pop();
          expect(found.map((element) => [element.container, element.value])).toEqual(
            issues.map((issue) => ['issues', JSON.parse(JSON.stringify(issue))]),
          );
          expect(last).toEqual({
            container: null,
            value: JSON.parse(JSON.stringify({ ...rest, issues: [], isLast: true })),
          });
        },
      ),
    );
  });

  it('finds values that stand one a line', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue())), chunks, (values, sizes) => {
        const text = values.map((value) => JSON.stringify(value)).join('\n');
        expect(scan(text, sizes).map((element) => element.value)).toEqual(
          values.map((value) => JSON.parse(JSON.stringify(value)) as unknown),
        );
      }),
    );
  });

  it('does not open an array of that name deeper down', () => {
    expect(scan('{"changelog":{"issues":[1,2]},"key":"A-1"}', [7], ['issues'])).toEqual([
      { container: null, value: { changelog: { issues: [1, 2] }, key: 'A-1' } },
    ]);
  });

  it.each([
    ['[{"a":1}', 'ends-early'],
    ['{"issues":[{"a":1}', 'ends-early'],
    ['["abc', 'ends-early'],
    ['[1 2]', 'unexpected'],
    ['[,1]', 'unexpected'],
    ['hello', 'not-json'],
  ])('refuses %s', (text, problem) => {
    expect(() => scan(text, [3], ['issues'])).toThrow(problem);
  });
});
