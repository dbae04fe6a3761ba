import { beforeAll, describe, expect, it } from 'vitest';
import { examiner, type Examination } from '../../src/analyzers/examine.ts';
import { CATALOGUE } from '../../src/analyzers/catalogue.ts';
import { NO_AGREEMENTS } from '../../src/facts/agreements.ts';
import { buildFacts } from '../../src/facts/build.ts';
import type { TeamHistory } from '../../src/history/team-history.ts';
import { demoTeam } from '../../src/sample/demo-team.ts';
import { table } from '../../src/terminal/table.ts';
import { SOURCES, whyDifferent, type Source } from './differences.ts';
import { portable } from './portable.ts';

const demo = demoTeam();
const team = portable({ ...demo.history, listedMembers: demo.agreements.members ?? null });
const rules = CATALOGUE.map((rule) => rule.id);

/** Findings of a history, beside the calendar that the team has whatever its tracker is. */
function findings(history: TeamHistory): Map<string, Examination> {
  const { events, eventSources } = demo.history;
  const { facts } = buildFacts({
    history: { ...history, events, eventSources },
    agreements: { ...NO_AGREEMENTS, ...demo.agreements },
    asOf: team.readAt,
  });
  const examine = examiner(facts);
  return new Map(rules.map((rule) => [rule, examine.examine(rule)]));
}

const WIDE = 400;
const tableOf = (titles: readonly string[], rows: readonly (readonly string[])[]): string =>
  table(
    titles.map((title) => ({ title })),
    rows,
    WIDE,
  ).join('\n');
const of = (found: Map<string, Examination>, rule: string): Examination => found.get(rule) as Examination;
const stateOf = ({ outcome }: Examination): string =>
  outcome.state === 'not-observable' ? outcome.reasons.join(', ') : outcome.state;

/** Why a source may judge a rule otherwise: what it declares not to keep as it is, or what this way in has no place for. */
function reasonsOf(source: Source, examination: Examination): string[] {
  const { rule, outcome } = examination;
  // The window itself is made of sprints.
  const facts = [
    ...new Set([...rule.needs, ...rule.requires, ...(rule.window === 'now' ? [] : (['sprints'] as const))]),
  ];
  const codes = outcome.state === 'not-observable' ? outcome.reasons : [];
  const all = whyDifferent(source.records, facts);
  const named = all.filter(([, record]) => record.codes.some((code) => codes.includes(code)));
  const lost = facts.flatMap((fact) => source.lost[fact] ?? []);
  return [...(named.length > 0 ? named : all).map(([fact, { note }]) => `${fact}: ${note}`), ...lost];
}

describe('the same sample team through every tracker', () => {
  const reference = findings(team);
  const found = new Map<string, Map<string, Examination>>();

  beforeAll(async () => {
    for (const source of SOURCES) found.set(source.name, findings(await source.read(team)));
    console.log(differences());
  });

  const through = (name: string): Map<string, Examination> => found.get(name) as Map<string, Examination>;
  const differs = (source: Source, rule: string): boolean =>
    stateOf(of(through(source.name), rule)) !== stateOf(of(reference, rule));

  /** Where findings differ, and why: the reasons that the source's connector declared. */
  function differences(): string {
    const rows = rules
      .filter((rule) => SOURCES.some((source) => differs(source, rule)))
      .map((rule) => [
        rule,
        stateOf(of(reference, rule)),
        ...SOURCES.map(({ name }) => stateOf(of(through(name), rule))),
      ]);
    const why = SOURCES.flatMap((source) =>
      rules
        .filter((rule) => differs(source, rule))
        .map((rule) => [source.name, rule, reasonsOf(source, of(through(source.name), rule)).join('; ')]),
    );
    return [
      `${rules.length} rules; ${rules.length - rows.length} judged alike everywhere.`,
      tableOf(['rule', 'all facts', ...SOURCES.map(({ name }) => name)], rows),
      tableOf(['tracker', 'rule', 'why'], why),
    ].join('\n\n');
  }

  it('there is something to compare', () => {
    const states = rules.map((rule) => of(reference, rule).outcome.state);
    expect(states.filter((state) => state === 'detected').length).toBeGreaterThan(3);
    expect(states.filter((state) => state === 'clear').length).toBeGreaterThan(20);
  });

  it.each(SOURCES)('$name: equal findings wherever it keeps the facts that a rule needs', (source) => {
    const unexplained = rules
      .filter((rule) => differs(source, rule))
      .filter((rule) => reasonsOf(source, of(through(source.name), rule)).length === 0)
      .map(
        (rule) =>
          `${rule}: ${stateOf(of(through(source.name), rule))} instead of ${stateOf(of(reference, rule))}`,
      );
    expect(unexplained).toEqual([]);
  });

  it.each(SOURCES)('$name: equal measures wherever it keeps everything that a rule needs', (source) => {
    const unequal = rules.filter((rule) => {
      const [ours, theirs] = [of(through(source.name), rule).outcome, of(reference, rule).outcome];
      if (reasonsOf(source, of(through(source.name), rule)).length > 0) return false;
      return (
        JSON.stringify('value' in ours && ours.value) !== JSON.stringify('value' in theirs && theirs.value)
      );
    });
    expect(unequal).toEqual([]);
  });

  it.each(SOURCES)(
    '$name: nothing is found that the whole history does not show, but for what is named here',
    (source) => {
      const more = rules.filter(
        (rule) =>
          of(through(source.name), rule).outcome.state === 'detected' &&
          of(reference, rule).outcome.state !== 'detected',
      );
      // Moving an item by hand counts as touching it, and only Jira records that; daily snapshots make up for it.
      expect(more.filter((rule) => rule !== 'stale-backlog-items')).toEqual([]);
    },
  );
});
