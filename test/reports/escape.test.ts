import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, csvTable } from '../../src/reports/escape/csv.ts';
import { escapeHtml, escapeScriptJson } from '../../src/reports/escape/html.ts';
import { escapeMarkdown } from '../../src/reports/escape/markdown.ts';
import { escapeTerminal } from '../../src/reports/escape/terminal.ts';
import { plain, shorten } from '../../src/reports/escape/text.ts';
import { safeUrl } from '../../src/reports/escape/url.ts';
import { HOSTILE } from '../fixtures/reports/hostile.ts';

/** Any text, with more than its share of the characters that matter. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(
      ...'<>&"\'`\\[](){}#@!|*_~$=+-:/.0a \n\r\t\u001b\u009b\u202e\u2066\u2028\u200b',
      'www.',
      'http://',
      '##[',
      '::',
    ),
  }),
  fc.constantFrom(...HOSTILE),
);
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001F\u007F-\u009F]/u;
const BIDI = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

describe('plain', () => {
  it('leaves one line without controls, bidi controls or lone surrogates', () => {
    fc.assert(
      fc.property(text, (given) => {
        const out = plain(given);
        expect(out).not.toMatch(CONTROL);
        expect(out).not.toMatch(BIDI);
        expect(out).not.toMatch(/[\u2028\u2029]/u);
        expect(() => encodeURIComponent(out)).not.toThrow();
      }),
    );
  });

  it('removes whole terminal sequences, not only their first byte', () => {
    expect(plain('a\u001b[31mred\u001b[0m b\u001b]0;title\u0007c\u009b2Jd')).toBe('ared bcd');
  });

  it('leaves ordinary text of any script alone', () => {
    for (const fine of ['Grüße, Łódź', '支付页面优化', 'שלום עולם', '👩‍👩‍👧 emoji', 'a – b “c”'])
      expect(plain(fine)).toBe(fine);
  });
});

describe('shorten', () => {
  it('cuts to the length and never inside a letter', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.integer({ min: 1, max: 40 }),
        (given, length) => {
          const out = shorten(given, length);
          expect(Array.from(out).length).toBeLessThanOrEqual(
            Math.max(length, given.length <= length ? given.length : 0),
          );
          expect(() => encodeURIComponent(out)).not.toThrow();
        },
      ),
    );
    expect(shorten('x'.repeat(5000), 240)).toHaveLength(240);
    expect(shorten('short', 10)).toBe('short');
  });
});

describe('escapeHtml', () => {
  it('leaves nothing that opens a tag or ends an attribute', () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(escapeHtml(given)).not.toMatch(/[<>"'`]|&(?!amp;|lt;|gt;|quot;|#39;|#96;)/);
      }),
    );
  });

  it('can be read back', () => {
    const entities: Record<string, string> = {
      '&amp;': '&',
      '&lt;': '<',
      '&gt;': '>',
      '&quot;': '"',
      '&#39;': "'",
      '&#96;': '`',
    };
    fc.assert(
      fc.property(text, (given) => {
        expect(escapeHtml(given).replace(/&[a-z0-9#]+;/g, (entity) => entities[entity] ?? entity)).toBe(
          plain(given),
        );
      }),
    );
  });
});

describe('escapeScriptJson', () => {
  it('cannot end its element and is the same value', () => {
    fc.assert(
      fc.property(fc.dictionary(text, text), (given) => {
        const out = escapeScriptJson(given);
        expect(out).not.toMatch(/[<>&\u2028\u2029]/u);
        expect(JSON.parse(out)).toEqual({ ...given });
      }),
    );
  });
});

describe('escapeMarkdown', () => {
  it('makes no mention, reference, link, HTML, table cell or new line', () => {
    fc.assert(
      fc.property(text, (given) => {
        const out = escapeMarkdown(given);
        expect(out).not.toMatch(/[\r\n]/);
        expect(out).not.toMatch(/[<>]/);
        expect(out).not.toMatch(/@[\p{L}\p{N}_-]/u);
        expect(out).not.toMatch(/#\d/);
        expect(out).not.toMatch(/:\/\//);
        expect(out).not.toMatch(/www\./i);
        // Every character with a meaning stands behind an odd number of backslashes.
        expect(out).not.toMatch(/(?<!\\)(?:\\\\)*[`*_[\]|~$]/);
      }),
    );
  });

  it('breaks what GitHub links without markup', () => {
    expect(escapeMarkdown('@ana see #12 and GH-34 at https://github.com/a/b/issues/1')).toBe(
      '@\u200Bana see \\#\u200B12 and GH-\u200B34 at https:\u200B//github.com/a/b/issues/1',
    );
    expect(escapeMarkdown('fixed in 4f2a9c1')).toBe('fixed in 4f2a\u200B9c1');
    expect(escapeMarkdown('2026 was fine, 1234567 too')).toBe('2026 was fine, 1234567 too');
  });

  it('starts no list or heading', () => {
    for (const given of ['- x', '+ x', '* x', '1. x', '2) x', '# x', '=== x', '> x', '--- ']) {
      expect(escapeMarkdown(given)).toMatch(/^(\\[-+*#=]|\d+\\[.)]|&gt;)/);
    }
  });
});

describe('csvCell', () => {
  it('never starts with what a spreadsheet would calculate', () => {
    fc.assert(
      fc.property(text, (given) => {
        const shown = csvCell(given).replace(/^"/, '');
        expect(shown).not.toMatch(/^[\s\u00A0]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/);
      }),
    );
    expect(csvCell('=HYPERLINK("http://evil","x")')).toBe(`"'=HYPERLINK(""http://evil"",""x"")"`);
    expect(csvCell(' =1+1')).toMatch(/^"?'/);
    expect(csvCell(-0.5)).toBe('-0.5');
    expect(csvCell(null)).toBe('');
  });

  it('keeps rows and columns apart whatever the cells hold', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text, text), { maxLength: 5 }), (rows) => {
        expect(readCsv(csvTable(['a', 'b', 'c'], rows)).map((row) => row.length)).toEqual([
          3,
          ...rows.map(() => 3),
        ]);
      }),
    );
  });
});

describe('escapeTerminal', () => {
  it('carries no control sequence and no command of a build runner', () => {
    fc.assert(
      fc.property(text, (given) => {
        const out = escapeTerminal(given);
        expect(out).not.toMatch(CONTROL);
        expect(out).not.toMatch(/::/);
        expect(out).not.toMatch(/##/);
      }),
    );
  });
});

describe('safeUrl', () => {
  it('gives http and https only, without credentials', () => {
    for (const bad of [
      'javascript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'file:///etc/passwd',
      'https://user:pass@host/',
      ' not a url',
      '',
      'ftp://x/',
      `https://x/${'a'.repeat(3000)}`,
    ]) {
      expect(safeUrl(bad)).toBeNull();
    }
    expect(safeUrl(null)).toBeNull();
    expect(safeUrl('https://tracker.example/browse/AB-1')).toBe('https://tracker.example/browse/AB-1');
  });

  it('cannot leave an attribute or a Markdown link', () => {
    fc.assert(
      fc.property(text, (given) => {
        const url = safeUrl(`https://tracker.example/browse/${given}`);
        if (url !== null) expect(url).not.toMatch(/[\s<>"'`()[\]{}|\\^*]/);
      }),
    );
  });
});

/** A strict reader of RFC 4180. */
function readCsv(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < csv.length) {
    let cell = '';
    if (csv[at] === '"') {
      for (at += 1; !(csv[at] === '"' && csv[at + 1] !== '"'); at += csv[at] === '"' ? 2 : 1) cell += csv[at];
      at += 1;
    } else {
      for (; at < csv.length && csv[at] !== ',' && csv[at] !== '\r'; at += 1) cell += csv[at];
    }
    row.push(cell);
    if (csv[at] === ',') at += 1;
    else {
      expect(csv.slice(at, at + 2)).toBe('\r\n');
      at += 2;
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
