import { describe, expect, it } from 'vitest';
import {
  snapshotEstimates,
  snapshotMemberships,
  sprintsWithScope,
  sprintsWithSnapshots,
} from '../../src/history/snapshots.ts';
import type { Snapshot, Sprint } from '../../src/history/team-history.ts';
import { DAY, HOUR } from '../../src/history/working-time.ts';
import { smallItem } from '../fakes/small-team.ts';

const START = Date.UTC(2026, 0, 5, 9);
const at = (day: number, hour = 0): number => START + day * DAY + hour * HOUR;

const sprint = (id: string, from: number, values: Partial<Sprint> = {}): Sprint => ({
  id,
  name: id,
  goal: null,
  state: 'closed',
  start: at(from),
  end: at(from + 14),
  completed: at(from + 14),
  board: null,
  goalMet: null,
  ...values,
});
const shot = (time: number, values: Partial<Snapshot> = {}): Snapshot => ({
  at: time,
  order: null,
  scope: {},
  goals: {},
  estimates: {},
  ...values,
});
const covered = (times: readonly number[], ...sprints: Sprint[]): string[] =>
  sprintsWithSnapshots({ sprints, snapshots: times.map((time) => shot(time)) }).map(({ id }) => id);

describe('sprints that snapshots cover', () => {
  it('need one by the grace of the start and one in the last days before the close', () => {
    const one = sprint('s1', 0);
    expect(covered([at(0, 9), at(13)], one)).toEqual(['s1']);
    // A Friday evening before a Monday start, and before a Sunday's end.
    expect(covered([at(-3), at(11)], one)).toEqual(['s1']);
    expect(covered([at(-9), at(13)], one)).toEqual([]);
    expect(covered([at(2), at(5), at(13)], one)).toEqual([]);
    expect(covered([at(0, 9), at(6)], one)).toEqual([]);
    expect(covered([at(0, 9)], one)).toEqual([]);
  });

  it('must be closed and dated, and come in order of time', () => {
    const times = Array.from({ length: 40 }, (_, day) => at(day, 8));
    const running = sprint('s3', 28, { state: 'active', completed: null });
    const undated = sprint('s9', 0, { start: null });
    expect(covered(times, running, sprint('s2', 14), undated, sprint('s1', 0))).toEqual(['s1', 's2']);
  });

  it('have a known scope only where the snapshots list it', () => {
    const one = sprint('s1', 0);
    const without = [shot(at(0, 9)), shot(at(13))];
    expect(sprintsWithScope({ sprints: [one], snapshots: without })).toEqual([]);
    const listed = without.map((snapshot) => ({ ...snapshot, scope: { s1: [] } }));
    expect(sprintsWithScope({ sprints: [one], snapshots: listed }).map(({ id }) => id)).toEqual(['s1']);
  });
});

describe('memberships by snapshots', () => {
  it('begin and end with the snapshot that first shows it, and outlast the sprint', () => {
    const items = [1, 2, 3].map((number) => smallItem(number));
    const snapshots = [
      shot(at(10), { scope: { s1: ['MOB-1'] } }),
      shot(at(1), { scope: { s1: ['MOB-1', 'MOB-2'] } }),
      shot(at(5), { scope: { s1: ['MOB-1', 'MOB-3'] } }),
      shot(at(20), { scope: { s2: [] } }),
    ];
    const spans = snapshotMemberships(snapshots, [sprint('s1', 0)], items).get('s1') ?? [];
    expect(spans.map(({ item, from, to, enteredBy }) => [item.key, from, to, enteredBy]).sort()).toEqual([
      ['MOB-1', at(1), Number.POSITIVE_INFINITY, null],
      ['MOB-2', at(1), at(5), null],
      ['MOB-3', at(5), at(10), null],
    ]);
  });
});

describe('estimates by snapshots', () => {
  const old = smallItem(1, { created: at(-30) });
  const young = smallItem(2, { created: at(2) });
  const estimates = snapshotEstimates([
    shot(at(1), { order: ['MOB-1'], estimates: { 'MOB-1': 3 } }),
    shot(at(3), { order: ['MOB-1', 'MOB-2'], estimates: { 'MOB-1': 3, 'MOB-2': 8 } }),
    shot(at(4), { order: ['MOB-1', 'MOB-2'], estimates: { 'MOB-1': 5 } }),
    // Done since: open items only.
    shot(at(5), { order: ['MOB-2'] }),
  ]);

  it('what the first snapshot holds was set before; later differences are changes', () => {
    expect(estimates.changesOf(old)).toEqual([{ at: at(4), value: 5 }]);
    expect(estimates.changesOf(young)).toEqual([
      { at: at(3), value: 8 },
      { at: at(4), value: null },
    ]);
  });

  it('gives the value at a time, and nothing where no snapshot knows the item', () => {
    expect(estimates.valueAt('MOB-1', at(2))).toBe(3);
    expect(estimates.valueAt('MOB-1', at(9))).toBe(5);
    expect(estimates.valueAt('MOB-2', at(9))).toBeNull();
    expect(estimates.valueAt('MOB-1', at(0))).toBeUndefined();
    expect(estimates.valueAt('MOB-7', at(9))).toBeUndefined();
  });
});
