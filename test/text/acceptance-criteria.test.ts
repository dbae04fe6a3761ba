import { describe, expect, it } from 'vitest';
import { readAcceptanceCriteria, type CriteriaParts } from '../../src/text/acceptance-criteria.ts';

const read = (values: Partial<CriteriaParts>) =>
  readAcceptanceCriteria({
    title: 'Cancel an order',
    description: null,
    acceptanceCriteria: null,
    checklist: [],
    ...values,
  });
const entry = (text: string) => ({ text, done: false });

describe('where acceptance criteria stand', () => {
  it('a field of its own, one a bullet', () => {
    expect(read({ acceptanceCriteria: '* A mail is sent\n* Stock goes up by 1' })).toEqual({
      from: 'field',
      bullets: ['A mail is sent', 'Stock goes up by 1'],
    });
  });

  it('a field without bullets: one a sentence', () => {
    expect(read({ acceptanceCriteria: 'A mail is sent. Stock goes up by 1.' })?.bullets).toHaveLength(2);
  });

  it('the field comes before the description', () => {
    expect(read({ acceptanceCriteria: '- A', description: 'AC:\n- The other' })?.from).toBe('heading');
    expect(read({ acceptanceCriteria: '- The first', description: 'AC:\n- The other' })?.from).toBe('field');
  });

  it.each([
    ['Markdown', '## Acceptance criteria\n- One mail\n- Two mails\n## Notes\n- no criterion'],
    ['Jira markup', 'h3. Acceptance Criteria\n* One mail\n* Two mails\nh3. Notes\n* no criterion'],
    ['bold', '**Acceptance criteria**\n- One mail\n- Two mails\n**Notes**\n- no criterion'],
    [
      'HTML',
      '<h2>Acceptance criteria</h2><ul><li>One mail</li><li>Two mails</li></ul><h2>Notes</h2><p>none</p>',
    ],
    ['a colon', 'Acceptance criteria:\n1. One mail\n2. Two mails'],
  ])('under a heading in %s, up to the next heading', (_, description) => {
    expect(read({ description })).toEqual({ from: 'heading', bullets: ['One mail', 'Two mails'] });
  });

  it.each([
    ['German', 'Akzeptanzkriterien'],
    ['German', 'Abnahmekriterien'],
    ['French', "Critères d'acceptation"],
    ['Spanish', 'Criterios de aceptación'],
    ['Portuguese', 'Critérios de aceitação'],
    ['Dutch', 'Acceptatiecriteria'],
    ['Italian', 'Criteri di accettazione'],
    ['Polish', 'Kryteria akceptacji'],
    ['English', 'Conditions of satisfaction'],
    ['English', 'Definition of done for this story'],
  ])('a heading in %s: %s', (_, heading) => {
    expect(read({ description: `Text.\n\n${heading}:\n- Eins 2 3\n- Zwei 4 5` })?.bullets).toHaveLength(2);
  });

  it('a heading with the criterion on its line', () => {
    expect(read({ description: 'Acceptance criteria: the list loads in 2 seconds' })).toEqual({
      from: 'heading',
      bullets: ['the list loads in 2 seconds'],
    });
  });

  it("the name of the team's own field as a heading", () => {
    const description = 'Fertig-Regeln\n- Eine Mail geht hinaus';
    expect(read({ description })).toBeNull();
    expect(
      read({ description: `## Fertig-Regeln\n- Eine Mail geht hinaus`, fieldNames: ['Fertig-Regeln'] })
        ?.bullets,
    ).toEqual(['Eine Mail geht hinaus']);
  });

  it('Given, When, Then: each scenario is one criterion', () => {
    const description =
      'Given a paid order\nAnd a gift card\nWhen I cancel it\nThen the money comes back\nGiven a sent order\nWhen I cancel it\nThen a hint is shown';
    const found = read({ description });
    expect(found?.from).toBe('gherkin');
    expect(found?.bullets).toEqual([
      'Given a paid order And a gift card When I cancel it Then the money comes back',
      'Given a sent order When I cancel it Then a hint is shown',
    ]);
  });

  it('Given, When, Then in German and in one line', () => {
    expect(
      read({ description: 'Angenommen eine Bestellung\nWenn ich storniere\nDann kommt das Geld' })?.from,
    ).toBe('gherkin');
    expect(read({ description: 'Given an order, when I cancel it, then the money comes back.' })?.from).toBe(
      'gherkin',
    );
  });

  it('a checklist, of the tracker or in the text', () => {
    expect(read({ checklist: [entry('Mail is sent'), entry('TBD')] })).toEqual({
      from: 'checklist',
      bullets: ['Mail is sent'],
    });
    expect(read({ description: '- [ ] Mail is sent\n- [x] Stock is right' })?.bullets).toHaveLength(2);
  });

  it('"done when" in a sentence', () => {
    expect(read({ description: 'This is done when the export opens in a spreadsheet.' })).toEqual({
      from: 'phrase',
      bullets: ['the export opens in a spreadsheet'],
    });
  });
});

describe('what is none', () => {
  it.each([
    ['nothing', null],
    ['prose', 'We want to cancel orders. It is often asked for.'],
    ['bullets of no heading', '- one\n- two'],
    ['an empty template', '## Acceptance criteria\n- \n- TBD\n- …'],
    ['an unfilled scenario', 'Given <context>\nWhen <action>\nThen <outcome>'],
    ['a given without a then', 'Given a paid order\nAnd a gift card'],
    ['code', '```\nAcceptance criteria:\n- not text\n```'],
    ['a template comment', '<!-- Acceptance criteria:\n- one thing -->'],
    ['headings alone', 'Acceptance criteria:\nNotes:\nThe end of it'],
  ])('%s', (_, description) => {
    expect(read({ description })).toBeNull();
  });
});
