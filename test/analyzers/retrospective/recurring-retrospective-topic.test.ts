import { describe, expect, it } from 'vitest';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'recurring-retrospective-topic';
const TOPIC = '- The staging environment was down again for most of the week';
const OTHERS = [
  '- We finished the invoices earlier than expected and helped the other colleagues',
  '- Planning took a whole morning because stories had no numbers in them',
  '- Our new colleague found her way around thanks to the written guide',
  '- Customers answered our questions quickly and in great detail',
  '- Nobody knew who decides about the colours of the landing page',
  '- Holidays were known late, so two people had to change their trips',
];

/** A retrospective page in the wiki for each sprint; `topic(n)` tells whether it raises the same topic again. */
function pages(
  topic: (n: number) => boolean,
  options: { sprints?: number; open?: boolean; text?: (n: number) => string } = {},
): TeamBuilder {
  const builder = team();
  const sprints = options.sprints ?? 6;
  for (const sprint of builder.closedSprints(sprints)) builder.item({ sprints: [sprint.id] });
  for (let n = 0; n < sprints; n++) {
    const text = options.text?.(n) ?? [OTHERS[n] as string, ...(topic(n) ? [TOPIC] : [])].join('\n');
    builder.event('retrospective', day(n * 14 + 11, 14), { source: 'wiki', text });
  }
  builder.header = { eventSources: [{ kind: 'wiki', name: 'wiki', complete: false }] };
  return builder.agree({ retrospectiveTexts: options.open ?? true });
}

describe(RULE, () => {
  it('detects the same topic in three of the last five retrospectives, without showing it', () => {
    const { outcome } = pages((n) => [1, 3, 5].includes(n)).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 3, sample: 5 });
    expect(outcome.state === 'detected' && outcome.evidence?.[0]?.text).toBe(
      'one topic in 3 of 5 retrospectives',
    );
    expect(JSON.stringify(outcome)).not.toMatch(/staging|environment/);
  });

  it('is clear with two, and does not look further back than five', () => {
    expect(pages((n) => n === 3 || n === 5).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 2,
    });
    expect(pages((n) => n === 0 || n === 3 || n === 5).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 2,
    });
  });

  it('guard: headings and standing agenda points are left out', () => {
    const { outcome } = pages(() => false, {
      text: (n) =>
        `# What went well in our team\n\n- What could we do better next time\n- Action items\n${OTHERS[n] as string}`,
    }).examine(RULE);
    expect(outcome).toMatchObject({ state: 'clear', value: 1 });
  });

  it('guard: texts are read only where the team has opened them', () => {
    expect(pages(() => true, { open: false }).examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['OPTED_OUT'],
    });
  });

  it('needs four retrospectives with a text', () => {
    expect(pages(() => true, { sprints: 3 }).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 3,
    });
  });

  it('is not observable without a wiki, in another language and without sprints', () => {
    const calendar = pages(() => true);
    calendar.header = {};
    expect(calendar.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['NO_WIKI'] });
    const german = pages(() => true, {
      text: (n) =>
        `- Die Testumgebung war wieder die ganze Woche nicht erreichbar und wir mussten warten ${n}\n- Die Planung hat zu lange gedauert, weil die Aufgaben nicht klar waren`,
    });
    expect(german.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['NO_LANGUAGE'] });
    const { outcome } = pages(() => true, { sprints: 0 }).examine(RULE);
    expect(outcome.state === 'not-observable' && outcome.reasons).toContain('NOT_SCRUM');
  });
});
