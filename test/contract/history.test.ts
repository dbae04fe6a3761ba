import { beforeAll, describe, expect, it } from 'vitest';
import { undeclared } from '../../src/connectors/records.ts';
import { FACTS } from '../../src/history/reasons.ts';
import type { TeamHistory } from '../../src/history/team-history.ts';
import { historyProblems } from '../../src/history/validate.ts';
import { demoTeam } from '../../src/sample/demo-team.ts';
import { COMPARED, comparisonOf, NOT_COMPARED, SAVED, SOURCES } from './differences.ts';
import { portable } from './portable.ts';
import { PROJECTIONS } from './projections.ts';

const demo = demoTeam();
const team = portable({ ...demo.history, listedMembers: demo.agreements.members ?? null });

describe('one sample team', () => {
  it('every fact is compared, or it is said why not', () => {
    expect(FACTS.filter((fact) => !COMPARED.includes(fact) && NOT_COMPARED[fact] === undefined)).toEqual([]);
  });

  it('shows something of every fact that is compared', () => {
    const empty = (value: unknown): boolean =>
      JSON.stringify(value).replace(/"#\d+":|[{}[\],]|null|0|""/g, '') === '';
    expect(COMPARED.filter((fact) => empty(PROJECTIONS[fact]?.(team)))).toEqual([]);
  });

  it('written and read as a saved history it is the same, to the last value', async () => {
    expect(await SAVED(team)).toEqual(team);
  });
});

describe.each(SOURCES)('one sample team through $name', (source) => {
  let read: TeamHistory;
  beforeAll(async () => {
    read = await source.read(team);
  });

  it('loses no item, and contradicts itself nowhere', () => {
    expect(read.items).toHaveLength(team.items.length);
    expect(read.complete).toBe(true);
    expect(historyProblems(read)).toEqual([]);
  });

  it('claims to miss nothing but what its tracker declares', () => {
    expect(undeclared(source.records, read.unrecorded)).toEqual([]);
  });

  it('says so where nothing of a fact is kept', () => {
    const silent = COMPARED.filter((fact) => {
      const { keeps, codes } = source.records[fact];
      return (
        (keeps === 'no' || keeps === 'snapshots') && codes.length > 0 && read.unrecorded[fact] === undefined
      );
    });
    expect(silent).toEqual([]);
  });

  it.each(COMPARED.filter((fact) => comparisonOf(source, fact) !== null && source.lost[fact] === undefined))(
    '%s: the same as in the original',
    (fact) => {
      const project = PROJECTIONS[fact] as (history: TeamHistory) => unknown;
      const compare = comparisonOf(source, fact) as (value: unknown) => unknown;
      expect(compare(project(read))).toEqual(compare(project(team)));
    },
  );
});
