import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { createScrubber } from '../../src/privacy/scrubber.ts';
import { createProgress } from '../../src/terminal/progress.ts';
import { createStyle, wantsColour } from '../../src/terminal/style.ts';
import { cut, table, wrap } from '../../src/terminal/table.ts';
import { Terminal } from '../../src/terminal/terminal.ts';

const COLUMNS = [{ title: 'KEY' }, { title: 'TITLE', shrink: true }, { title: 'N', align: 'right' as const }];
/** Letters, wide letters, joined emoji, combining marks. */
const text = fc
  .array(fc.constantFrom('a', 'word', ' ', '质量', '한글', '👩‍👩‍👧', 'é', '🇩🇪', 'x'), { maxLength: 30 })
  .map((parts) => parts.join(''));

describe('tables', () => {
  it('fit the width with wide characters, and columns stay under their titles', () => {
    const lines = table(
      COLUMNS,
      [
        ['CHK-1', '把购物车里的商品结算并付款，并且发送确认邮件', '3'],
        ['CHK-22', 'short', '12'],
      ],
      30,
    );
    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(30);
    expect(lines[1]).toContain('…');
    const column = stringWidth(lines[0]?.slice(0, lines[0].indexOf('TITLE')) ?? '');
    expect(stringWidth(lines[2]?.slice(0, lines[2].indexOf('short')) ?? '')).toBe(column);
    expect(lines[1]?.endsWith(' 3')).toBe(true);
  });

  it('never grow wider than asked for, and keep every row (property)', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), fc.integer({ min: 30, max: 120 }), (titles, width) => {
        const lines = table(
          COLUMNS,
          titles.map((title, index) => [`K-${index}`, title, String(index)]),
          width,
        );
        expect(lines).toHaveLength(titles.length + 1);
        for (const line of lines) {
          expect(stringWidth(line)).toBeLessThanOrEqual(width);
          expect(line).toBe(line.trimEnd());
        }
      }),
    );
  });

  it('cut between letters as people see them, never inside one (property)', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 40 }), (long, width) => {
        const short = cut(long, width);
        expect(stringWidth(short)).toBeLessThanOrEqual(Math.max(width, 1));
        const kept = short.replace(/…$/, '');
        expect(long.startsWith(kept)).toBe(true);
        const segments = [...new Intl.Segmenter('en').segment(long)].map(({ index }) => index);
        expect([...segments, long.length]).toContain(kept.length === long.length ? long.length : kept.length);
      }),
    );
  });

  it('do not cut a colour in two', () => {
    const coloured = createStyle(true, false).bad('a long red text');
    expect(cut(coloured, 6)).toBe('a lon…');
    expect(cut(coloured, 40)).toBe(coloured);
  });

  it('wrap words within the width and lose none (property)', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 10, max: 60 }), (long, width) => {
        const lines = wrap(long, width, '  ');
        const words = long.split(/\s+/).filter((word) => word !== '');
        expect(lines.flatMap((line) => line.trim().split(/\s+/)).filter((word) => word !== '')).toEqual(
          words,
        );
        for (const line of lines)
          if (stringWidth(line) > width) expect(line.trim().split(/\s+/)).toHaveLength(1);
      }),
    );
  });
});

describe('progress', () => {
  function progressAt(live: boolean, quiet = false) {
    let now = 0;
    let written = '';
    const progress = createProgress({
      write: (part) => (written += part),
      live,
      quiet,
      now: () => now,
      width: 60,
    });
    return {
      progress,
      pass: (ms: number) => (now += ms),
      take: () => {
        const taken = written;
        written = '';
        return taken;
      },
    };
  }

  it('writes a line a step in a log, and one every ten seconds of a long step', () => {
    const { progress, pass, take } = progressAt(false);
    progress.step('Issues', 0, 500);
    for (let done = 10; done <= 200; done += 10) {
      pass(1000);
      progress.step('Issues', done, 500);
    }
    progress.step('Comments', 0, null);
    expect(take().trim().split('\n')).toEqual([
      'Issues: 0 of 500',
      'Issues: 100 of 500, about 40 s left',
      'Issues: 200 of 500, about 30 s left',
      'Comments',
    ]);
  });

  it('rewrites one line on a terminal, within its width', () => {
    const { progress, pass, take } = progressAt(true);
    progress.step(`A step with a very long name ${'x'.repeat(80)}`, 1, 10);
    const written = take();
    expect(written.startsWith('\r\u001b[2K')).toBe(true);
    expect(written.length).toBeLessThanOrEqual(5 + 59);
    progress.step('Second', 1, 10);
    pass(50);
    progress.step('Second', 2, 10);
    pass(60);
    progress.step('Second', 3, 10);
    expect(take().split('\r\u001b[2K').slice(1)).toEqual(['Second: 1 of 10', 'Second: 3 of 10']);
    progress.warn('careful');
    expect(take()).toBe('\r\u001b[2KWarning: careful\n');
  });

  it('tells no time left while it would be a guess', () => {
    const { progress, pass, take } = progressAt(true);
    progress.step('Issues', 0, 1000);
    pass(500);
    progress.step('Issues', 20, 1000);
    expect(take()).not.toContain('left');
    pass(9500);
    progress.step('Issues', 100, 1000);
    expect(take()).toContain('Issues: 100 of 1000, about 2 min left');
    pass(60_000);
    progress.step('Issues', 1000, 1000);
    expect(take()).toMatch(/1000 of 1000$/);
  });

  it('says nothing with --quiet but warnings', () => {
    const { progress, take } = progressAt(false, true);
    progress.step('Issues', 0, 10);
    progress.warn('careful');
    expect(take()).toBe('Warning: careful\n');
  });
});

describe('colours and links', () => {
  const tty = { isTTY: true };
  it.each([
    [tty, {}, true, true],
    [{}, {}, true, false],
    [tty, { NO_COLOR: '1' }, true, false],
    [tty, { NO_COLOR: '' }, true, true],
    [tty, { TERM: 'dumb' }, true, false],
    [{}, { FORCE_COLOR: '1' }, true, true],
    [{}, { FORCE_COLOR: '0' }, true, false],
    [{}, { FORCE_COLOR: '1', NO_COLOR: '1' }, true, false],
    [tty, { FORCE_COLOR: '1' }, false, false],
  ])('%j %j %s: %s', (stream, env, allowed, colour) => {
    expect(wantsColour(stream, env, allowed)).toBe(colour);
  });

  it('always have a word beside the colour', () => {
    const style = createStyle(true, true);
    expect(style.severity('high')).toContain('HIGH');
    expect(style.state('detected')).toContain('detected');
    expect(createStyle(false, false).link('CHK-1', 'https://x.example')).toBe('CHK-1');
    expect(style.link('CHK-1', 'https://x.example')).toContain('https://x.example');
    expect(style.link('CHK-1', null)).toBe('CHK-1');
  });
});

describe('what is printed', () => {
  it('passes the boundary on both streams', () => {
    const written = { out: '', err: '' };
    const nobody = createScrubber({
      people: [],
      declared: [],
      exempt: [],
      keyPrefixes: new Set(),
      call: () => '',
    });
    const terminal = new Terminal(
      {
        stdout: { write: (part: string) => (written.out += part) },
        stderr: { write: (part: string) => (written.err += part) },
        env: {},
        quiet: false,
        verbose: true,
        colour: true,
      },
      nobody,
    );
    terminal.protect({ text: (part) => part.replaceAll('Ana Souza', '[person]') });
    terminal.print('by Ana Souza');
    terminal.note('of Ana Souza');
    terminal.detail('at Ana Souza');
    terminal.error('for Ana Souza');
    terminal.progress.step('reading Ana Souza', 0, null);
    terminal.progress.warn('no Ana Souza');
    expect(`${written.out}${written.err}`).not.toContain('Ana');
    expect(`${written.out}${written.err}`.match(/\[person\]/g)).toHaveLength(6);
  });
});

describe('a table whose last column wraps', () => {
  it('keeps every word within the width', () => {
    const why = 'The acceptance criteria name no figure that anybody could check';
    const lines = table([{ title: 'MET' }, { title: 'WHY', wrap: true }], [['no', why]], 30);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.every((line) => line.length <= 30)).toBe(true);
    expect(lines.slice(1).join(' ').split(/\s+/).filter(Boolean).join(' ')).toBe(`no ${why}`);
  });
});
