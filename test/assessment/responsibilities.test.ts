import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/analyzers/analyzer.ts';
import { CATALOGUE } from '../../src/analyzers/catalogue.ts';
import { examiner, type Examination } from '../../src/analyzers/examine.ts';
import { responsibilitiesOf } from '../../src/assessment/responsibilities.ts';
import type { Responsibility } from '../../src/reports/report.ts';
import { demoTeam } from '../../src/sample/demo-team.ts';
import { HOUR } from '../../src/history/working-time.ts';
import { buildFacts, type TeamFacts } from '../../src/facts/build.ts';
import { NO_AGREEMENTS } from '../../src/facts/agreements.ts';
import { day, team } from '../support/team-builder.ts';

const { history, agreements } = demoTeam();
const demo = buildFacts({
  history,
  agreements: { ...NO_AGREEMENTS, ...agreements },
  asOf: history.readAt,
}).facts;

/** The rows over these facts, with some rules' outcomes given and all others left as the facts say. */
function rows(facts: TeamFacts, given: Readonly<Record<string, Partial<Outcome>>> = {}): Responsibility[] {
  const real = examiner(facts);
  return responsibilitiesOf(facts, {
    examine: (rule): Examination => {
      const examination = real.examine(rule);
      const stub = given[rule];
      if (stub === undefined) return examination;
      const outcome = { value: 1, sample: 20, summary: `What ${rule} saw.`, ...stub } as Outcome;
      return { ...examination, outcome };
    },
  });
}

function row(id: string, of: readonly Responsibility[]): Responsibility {
  return of.find((each) => each.id === id) as Responsibility;
}

describe('a responsibility that cannot be told', () => {
  it('says in the rule’s own words why the question does not arise', () => {
    expect(row('leaves-assignment-to-the-team', rows(demo))).toMatchObject({
      state: 'cannot-tell',
      evidence: 'One person holds both roles, so in which of them work is assigned cannot be told apart.',
    });
    expect(row('advises-on-the-backlog-without-owning-it', rows(demo)).evidence).toBe(
      'One person holds both roles, so advice and ordering cannot be told apart.',
    );
  });
});

describe('a responsibility that is seen partly', () => {
  it('says which wait was too long where all items left acceptance soon', () => {
    const built = team(day(84)).status({
      id: 'accept',
      name: 'PO Review',
      category: 'doing',
      position: 5,
      idea: false,
      dropped: false,
    });
    for (const sprint of built.closedSprints(6)) built.item().addTo(sprint.id, sprint.start! - HOUR);
    for (let index = 0; index < 12; index++) {
      const ready = day((index % 6) * 14 + 8, 9);
      built
        .item()
        .move('doing', ready - 24 * HOUR)
        .move('accept', ready)
        .move('done', ready + 36 * HOUR, 'po');
    }
    expect(row('accepts-finished-work', rows(built.facts()))).toMatchObject({
      state: 'partly',
      evidence:
        '12 of 12 items left acceptance within 3 working days; half of them within 1.5. Missing: waits within the limits. ' +
        '12 items waited a median of 1.5 days for acceptance, 85 % of them up to 1.5 days, a median of 60 % of their whole time; the limits are 1 day, 3 days and 25 %.',
    });
  });

  it('names what flow lacks, and what cannot be told', () => {
    const flow = rows(team(day(84)).facts(), {
      'excessive-work-in-progress': { state: 'clear' },
      'ageing-work-in-progress': { state: 'detected' },
      'unpredictable-cycle-time': { state: 'clear' },
      'queue-dominated-flow': { state: 'detected' },
    });
    const improves = row('improves-flow', flow);
    expect(improves.state).toBe('partly');
    expect(improves.evidence).toContain(
      'Missing: items that do not grow old in progress and short times of waiting.',
    );
    const across = rows(demo, {
      'cross-team-dependency-wait': { state: 'clear' },
      'infrequent-release': { state: 'not-observable', reasons: ['NO_RELEASE_DATA'] },
    });
    expect(row('looks-across-teams', across).state).toBe('partly');
    expect(row('looks-across-teams', across).evidence).toMatch(
      /Missing: frequent releases, which cannot be told\. \S/,
    );
  });

  it('always says why, whatever the rules say', () => {
    const named = new Set(['events-held', 'uses-reviews-to-adapt']);
    let partly = 0;
    const states: readonly Partial<Outcome>[] = [
      { state: 'clear', value: 0 },
      { state: 'clear', value: 0.5 },
      { state: 'detected', value: 0.5 },
      { state: 'detected', value: 0.1 },
    ];
    for (const even of states) {
      for (const odd of states) {
        const given = Object.fromEntries(CATALOGUE.map(({ id }, n) => [id, n % 2 === 0 ? even : odd]));
        for (const each of rows(demo, given)) {
          if (each.state !== 'partly') {
            expect(each.evidence).not.toContain('Missing:');
            continue;
          }
          partly++;
          if (!named.has(each.id)) expect(each.evidence, each.id).toMatch(/ Missing: \S.*\.$/s);
        }
      }
    }
    expect(partly).toBeGreaterThan(20);
  });
});
