import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Person } from '../../src/history/team-history.ts';
import { PhraseMatcher } from '../../src/privacy/matcher.ts';
import { pseudonymKey, pseudonymsFor } from '../../src/privacy/pseudonyms.ts';
import { createScrubber } from '../../src/privacy/scrubber.ts';
import { anonymise } from '../../src/privacy/anonymise.ts';
import { savedText, smallSample, folder, put, filesBelow } from '../commands/support.ts';

function person(id: string, name: string, email: string | null = null, ...handles: string[]): Person {
  return { id, name, email, handles, bot: false, active: true };
}

const PEOPLE = [
  person('5b10a2844c20165700ede21g', 'Ana Souza', 'ana.souza@acme.example', 'asouza'),
  person('u-2', 'Ben Okafor', null, 'ben'),
  person('u-3', '王芳'),
  person('u-4', 'Zoë Brontë-Smith', null, 'zbs'),
  person('u-5', 'Test', null, 'test'),
];
const scrubber = createScrubber({
  people: PEOPLE,
  declared: ['chris@partner.example', 'Kim Declared'],
  exempt: ['Ana Souza Gardens', 'ben/shop'],
  keyPrefixes: new Set(['ben']),
  call: () => '[person]',
});
const clean = (text: string): string => scrubber.text(text);

describe('what is taken out', () => {
  it.each([
    ['Ana Souza asked', '[person] asked'],
    ['ANA  SOUZA asked', '[person] asked'],
    ['by Ana\u00a0Souza.', 'by [person].'],
    ['mail ana.souza@acme.example now', 'mail [person] now'],
    ['mail stranger@elsewhere.example now', 'mail [person] now'],
    ['<mailto:x.y+z@a-b.example>', '<mailto:[person]>'],
    ['cc @asouza and @nobody-known', 'cc [person] and [person]'],
    ['asouza did it', '[person] did it'],
    ['see [~asouza] and [~accountid:5b10a2844c20165700ede21g]', 'see [person] and [person]'],
    ['id 557058:0867a421-a9ee-4659-801a-bc0ee4a4487e', 'id [person]'],
    ['5b10a2844c20165700ede21g moved it', '[person] moved it'],
    ['问王芳吧', '问[person]吧'],
    ['Zoe\u0308 Bronte\u0308-Smith', '[person]'],
    ['ask chris@partner.example or Kim Declared', 'ask [person] or [person]'],
  ])('%j', (text, expected) => {
    expect(clean(text)).toBe(expected);
  });
});

describe('what stays', () => {
  it.each([
    'Banana Souzapark',
    'the team Ana Souza Gardens',
    'repository ben/shop',
    'BEN-12 is done',
    'asouzax',
    'the test passes in Test',
    'ratio 3@2 and a @ sign',
    'https://acme.example/browse/CHK-1',
    'name@localhost',
    '',
  ])('%j', (text) => {
    expect(clean(text)).toBe(text);
  });
});

it('leaves nobody in any text they are put into, and does not touch it a second time (property)', () => {
  const names = PEOPLE.slice(0, 4)
    .flatMap((each) => [each.name, each.email, each.id])
    .filter((each) => each !== null);
  const filler = fc.constantFrom(' ', ', ', ' (', ') ', '\n', ' – ', '. ', ' "', '" ');
  fc.assert(
    fc.property(fc.array(fc.tuple(filler, fc.constantFrom(...names), filler), { maxLength: 6 }), (parts) => {
      const text = parts.map((part) => part.join('')).join('');
      const once = clean(text);
      for (const name of names) expect(once).not.toContain(name);
      expect(clean(once)).toBe(once);
    }),
  );
});

it('finds what a search for each phrase finds (property)', () => {
  const letters = fc
    .array(fc.constantFrom('a', 'b', ' ', 'A'), { minLength: 1, maxLength: 4 })
    .map((each) => each.join(''));
  fc.assert(
    fc.property(
      fc.array(letters, { minLength: 1, maxLength: 6 }),
      fc.array(letters, { maxLength: 12 }),
      (phrases, parts) => {
        const text = parts.join('').replace(/ +/g, ' ');
        const matcher = new PhraseMatcher<string>();
        const wanted = new Set(
          phrases.map((each) => each.trim().replace(/ +/g, ' ').toLowerCase()).filter((each) => each !== ''),
        );
        for (const phrase of wanted) matcher.add(phrase, phrase);
        const found = new Set(
          [...matcher.hits(text)].map(({ start, end, value }) => `${start}-${end}-${value}`),
        );
        const expected = new Set<string>();
        for (const phrase of wanted)
          for (
            let at = text.toLowerCase().indexOf(phrase);
            at !== -1;
            at = text.toLowerCase().indexOf(phrase, at + 1)
          )
            expected.add(`${at}-${at + phrase.length}-${phrase}`);
        expect(found).toEqual(expected);
      },
    ),
  );
});

it('takes time by the text, not by the number of people', () => {
  const crowd = Array.from({ length: 5000 }, (_, index) =>
    person(`id-${index}-x`, `First${index} Last${index}`),
  );
  const large = createScrubber({
    people: crowd,
    declared: [],
    exempt: [],
    keyPrefixes: new Set(),
    call: () => '[person]',
  });
  large.text('warm');
  const started = performance.now();
  large.text('An ordinary text without anybody in it. '.repeat(2000));
  expect(performance.now() - started).toBeLessThan(1500);
});

describe('pseudonyms', () => {
  const ids = Array.from({ length: 400 }, (_, index) => `person-${index}`);
  it('are stable, keyed, and never shared by two people of a run', () => {
    const one = pseudonymsFor(ids, 'a key of the test, long enough');
    const two = pseudonymsFor([...ids].reverse(), 'a key of the test, long enough');
    const other = pseudonymsFor(ids, 'another key of the test, long');
    expect(new Set(ids.map(one)).size).toBe(ids.length);
    expect(ids.map(two)).toEqual(ids.map(one));
    expect(ids.filter((id) => one(id) === other(id)).length).toBeLessThan(5);
    expect(one('person-1')).toMatch(/^Dev-\d{1,4}$/);
  });

  it('come from a file for its owner alone, made once, or from HATCHECK_KEY', async () => {
    const place = folder();
    const key = await pseudonymKey(place, {});
    expect(await pseudonymKey(place, {})).toBe(key);
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(await pseudonymKey(place, { HATCHECK_KEY: 'x'.repeat(32) })).toBe('x'.repeat(32));
    await expect(pseudonymKey(place, { HATCHECK_KEY: 'short' })).rejects.toMatchObject({
      code: 'KEY_WEAK',
      exitCode: 2,
    });
    const broken = folder();
    put(broken, 'key', 'short\n');
    await expect(pseudonymKey(broken, {})).rejects.toMatchObject({ code: 'KEY_UNUSABLE', exitCode: 2 });
    expect([...filesBelow(place).keys()]).toEqual(['key']);
  });
});

describe('anonymise', () => {
  const { history } = smallSample();
  const made = anonymise(history, 'a key of the test, long enough');
  it('keeps nobody and no text', () => {
    const text = savedText(made);
    for (const each of history.people.filter(({ bot }) => !bot)) {
      expect(text).not.toContain(each.name);
      if (each.email !== null) expect(text).not.toContain(each.email);
    }
    for (const item of history.items.filter(({ title }) => title.length > 12).slice(0, 60))
      expect(text).not.toContain(JSON.stringify(item.title).slice(1, -1));
    for (const sprint of history.sprints) if (sprint.goal !== null) expect(text).not.toContain(sprint.goal);
  });

  it('keeps times, states, order and who is the same', () => {
    expect(made.items.map(({ key, status, rank, created }) => [key, status, rank, created])).toEqual(
      history.items.map(({ key, status, rank, created }) => [key, status, rank, created]),
    );
    const sameAs = (from: typeof history) =>
      from.items.map((item) => from.items.findIndex((other) => other.assignee === item.assignee));
    expect(sameAs(made)).toEqual(sameAs(history));
  });
});
