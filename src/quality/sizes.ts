import type { Facts, Window } from '../facts/facts.ts';
import type { WorkingTime } from '../history/working-time.ts';

/** What the team's own past says about sizes. */
export interface SizeHistory {
  /** Finished items with an estimate and a known duration. */
  readonly finished: number;
  /** Estimates of those that took no longer than one sprint, ascending. */
  readonly inSprint: readonly number[];
  /** For each estimate: how many were finished, and how many of them within one sprint. */
  readonly classes: ReadonlyMap<number, { readonly finished: number; readonly inSprint: number }>;
  /** Mean length of the checklists in use; null below MIN_CHECKLISTS. */
  readonly meanChecklist: number | null;
}

export interface SizeLimits {
  /** Estimates above this quantile of what fits into a sprint are too big. */
  readonly percentile: number;
  /** A size of which less than this share was finished within a sprint is too big. */
  readonly inSprintShare: number;
  /** More acceptance criteria than this are too many. */
  readonly bullets: number;
  /** A checklist this many times as long as usual is too long. */
  readonly checklistRatio: number;
  /** Finished estimated items needed to judge by estimates. */
  readonly minHistory: number;
}

/** Defaults of card K7. */
export const SIZE_LIMITS: SizeLimits = {
  percentile: 0.85,
  inSprintShare: 0.5,
  bullets: 8,
  checklistRatio: 2,
  minHistory: 20,
};

/** One or two items of a size tell nothing about it. */
const MIN_CLASS = 3;
const MIN_CHECKLISTS = 5;
/** Shorter checklists are never too long. */
const MIN_LONG_CHECKLIST = 6;

/** Sizes of what the team finished; "within one sprint" means in no more working days than its usual sprint has. */
export function sizeHistory(
  facts: Pick<Facts, 'items' | 'statusHistory' | 'checklists' | 'estimates'>,
  window: Window,
  clock: WorkingTime,
): SizeHistory {
  const lengths = window.periods.map((period) => clock.days(period.from, period.to)).sort((a, b) => a - b);
  const sprintDays = lengths[lengths.length >> 1] ?? 10;
  const inSprint: number[] = [];
  const classes = new Map<number, { finished: number; inSprint: number }>();
  let finished = 0;
  for (const item of facts.items.done) {
    const days = facts.statusHistory.cycleDays(item);
    if (item.estimate === null || days === null) continue;
    finished++;
    const fits = days <= sprintDays;
    if (fits) inSprint.push(item.estimate);
    const same = classes.get(item.estimate) ?? { finished: 0, inSprint: 0 };
    classes.set(item.estimate, { finished: same.finished + 1, inSprint: same.inSprint + (fits ? 1 : 0) });
  }
  const lists = facts.items.pbis
    .map((item) => facts.checklists.of(item).length)
    .filter((length) => length > 0);
  const sum = lists.reduce((total, length) => total + length, 0);
  return {
    finished,
    inSprint: inSprint.sort((a, b) => a - b),
    classes,
    meanChecklist: lists.length < MIN_CHECKLISTS ? null : sum / lists.length,
  };
}

/** Largest estimate that the given share of the items finished within a sprint had; null with too little history. */
export function fittingEstimate(history: SizeHistory, limits: SizeLimits): number | null {
  if (history.finished < limits.minHistory || history.inSprint.length === 0) return null;
  const position = (history.inSprint.length - 1) * limits.percentile;
  const low = history.inSprint[Math.floor(position)] as number;
  const high = history.inSprint[Math.ceil(position)] as number;
  return low + (high - low) * (position - Math.floor(position));
}

export interface Size {
  readonly estimate: number | null;
  readonly bullets: number;
  readonly checklist: number;
}

/** Why an item is too big for one sprint by the team's own history, in words; null when nothing says so. */
export function tooBig(size: Size, history: SizeHistory, limits: SizeLimits): string | null {
  const fitting = fittingEstimate(history, limits);
  if (size.estimate !== null && fitting !== null) {
    if (size.estimate > fitting) {
      return `its estimate of ${size.estimate} is above ${round(fitting)}, the size below which ${Math.round(limits.percentile * 100)} % of what fits into a sprint lies`;
    }
    const same = history.classes.get(size.estimate);
    if (same && same.finished >= MIN_CLASS && same.inSprint / same.finished < limits.inSprintShare) {
      return `only ${same.inSprint} of ${same.finished} items of size ${size.estimate} were finished within a sprint`;
    }
  }
  if (size.bullets > limits.bullets)
    return `it has ${size.bullets} acceptance criteria, more than ${limits.bullets}`;
  const mean = history.meanChecklist;
  if (
    mean !== null &&
    size.checklist >= MIN_LONG_CHECKLIST &&
    size.checklist >= limits.checklistRatio * mean
  ) {
    return `its checklist has ${size.checklist} entries, ${round(size.checklist / mean)} times the usual length`;
  }
  return null;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
