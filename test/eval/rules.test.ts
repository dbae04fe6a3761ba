import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../src/analyzers/catalogue.ts';
import { judge } from '../../src/eval/rules/judge.ts';
import { STRENGTHS } from '../../src/eval/rules/matrix.ts';
import {
  badness,
  beforeAndAfter,
  differences,
  renamed,
  reordered,
  shifted,
} from '../../src/eval/rules/properties.ts';
import { HABITS } from '../../src/sample/habits/index.ts';
import { PROBLEMS } from '../../src/sample/problems/index.ts';
import { variedTeam, type Variation, type VariedTeam } from '../../src/sample/problems/variation.ts';

const IDS = CATALOGUE.map(({ id }) => id);
const RUNS = { numRuns: 4 };

/** A healthy team, or one with any problem at any strength; sometimes it declares nothing. */
const teams = fc
  .record({
    seed: fc.integer({ min: 1, max: 10_000 }),
    problem: fc.option(fc.constantFrom(...IDS)),
    strength: fc.double({ min: 0.1, max: 1, noNaN: true }),
    declared: fc.boolean(),
  })
  .map(({ seed, problem, strength, declared }): VariedTeam => {
    const team = variedTeam(problem === null ? [] : [[PROBLEMS[problem] as Variation, strength]], seed);
    return declared ? team : { ...team, agreements: {} };
  });

describe('every rule, on generated teams', () => {
  it('does not depend on the names of people', () => {
    fc.assert(
      fc.property(teams, fc.nat(), (team, seed) => {
        expect(differences(judge(team), judge(renamed(team, seed)))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('does not depend on the week in which everything happens', () => {
    fc.assert(
      fc.property(teams, fc.integer({ min: -200, max: 200 }), (team, weeks) => {
        expect(differences(judge(team), judge(shifted(team, weeks)))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('does not depend on the order of the rows', () => {
    fc.assert(
      fc.property(teams, fc.nat(), (team, seed) => {
        expect(differences(judge(team), judge(reordered(team, seed)))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('finds no problem worse after one healthy Sprint more', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...IDS),
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 1000 }),
        (rule, strength, seed) => {
          const pair = beforeAndAfter(PROBLEMS[rule] as Variation, strength, seed);
          if (pair === null) return;
          const [before, after] = [pair.before, pair.after].map((team) => judge(team, [rule]).get(rule));
          if (before === undefined || after === undefined) throw new Error(`${rule} was not judged`);
          expect(badness(after), `${before.summary} – ${after.summary}`).toBeLessThanOrEqual(badness(before));
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe('the switches of the sample team', () => {
  it('there is one for the problem of every rule, and none for rules that do not exist', () => {
    expect(Object.keys(PROBLEMS).sort()).toEqual([...IDS].sort());
    expect(Object.keys(HABITS).filter((rule) => !IDS.includes(rule))).toEqual([]);
  });

  it('leaves a team without switches healthy', () => {
    const alarms = [41, 42, 43].flatMap((seed) =>
      [...judge(variedTeam([], seed)).values()]
        .filter((finding) => badness(finding) > 1)
        .map(({ rule, summary }) => `${seed} ${rule}: ${summary}`),
    );
    expect(alarms).toEqual([]);
  });

  it.each(IDS)('%s is found where it is plain', (rule) => {
    const team = variedTeam([[PROBLEMS[rule] as Variation, STRENGTHS.moderate]], 14);
    const finding = judge(team, [rule]).get(rule);
    expect(`${finding?.state} ${finding?.summary}`).toMatch(/^detected/);
  });

  it.each(
    Object.entries(HABITS).flatMap(([rule, habits]) =>
      habits.map(({ name, team }) => [rule, name, team] as const),
    ),
  )('%s stays clear: %s', (rule, _name, team) => {
    const finding = judge(team(22), [rule]).get(rule);
    expect(finding?.state, finding?.summary).not.toBe('detected');
  });
});
