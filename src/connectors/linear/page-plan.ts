/**
 * How many issues to ask for at once, and how much of their histories and comments. Linear charges for what is asked, not
 * for what there is, and a query may cost 10,000 points: short lists waste points on entries that do not exist, long ones
 * cost further requests. The plan follows the lengths of the lists seen so far.
 */

export interface PagePlan {
  readonly issues: number;
  readonly history: number;
  readonly comments: number;
}

/** Points of an issue's own fields and short lists, and of one entry of its long lists; a test holds them against the schema. */
export const ISSUE_POINTS = 48;
export const HISTORY_POINTS = 10.8;
export const COMMENT_POINTS = 5.9;

/** What one query may cost, with room for what the schema adds in time. */
export const QUERY_BUDGET = 9_400;
/** An hour's share for 5,000 issues: what a plan is measured by. */
const POINTS_PER_ISSUE = 400;
const REQUESTS_PER_ISSUE = 0.06;

/** Entries asked for when a list goes on: few at first, most lists end there. */
export const TOP_UP_STEPS = [10, 30, 90, 250] as const;

const HISTORY_SIZES = [4, 8, 12, 15, 20, 25, 32, 40, 50];
const COMMENT_SIZES = [1, 2, 4, 6, 8, 12, 16, 24, 32];
/** Linear allows 250; fewer make an interrupted run lose less. */
const MOST_ISSUES = 80;
const REMEMBERED = 400;

/** Before anything was seen: a usual team. */
export const FIRST_PLAN: PagePlan = sized(15, 6);

export interface ListLengths {
  readonly history: number;
  readonly comments: number;
}

/** Learns from the issues that were read and says how to ask for the next ones. */
export class PagePlanner {
  private seen: readonly ListLengths[] = [];
  current: PagePlan = FIRST_PLAN;

  learn(lengths: readonly ListLengths[]): void {
    this.seen = [...this.seen, ...lengths].slice(-REMEMBERED);
    if (this.seen.length === 0) return;
    const plans = HISTORY_SIZES.flatMap((history) =>
      COMMENT_SIZES.map((comments) => sized(history, comments)),
    );
    this.current = plans.reduce((best, plan) => (this.burden(plan) < this.burden(best) ? plan : best));
  }

  /** The larger of the two shares that an issue takes of the hour's allowance under a plan. */
  private burden(plan: PagePlan): number {
    const rest =
      sum(this.seen, ({ history }) => topUpPoints(history - plan.history, HISTORY_POINTS)) +
      sum(this.seen, ({ comments }) => topUpPoints(comments - plan.comments, COMMENT_POINTS));
    const later = rest / this.seen.length;
    const points = pointsOf(plan) + later;
    const requests = 1 / plan.issues + later / QUERY_BUDGET;
    return Math.max(points / POINTS_PER_ISSUE, requests / REQUESTS_PER_ISSUE);
  }
}

function sized(history: number, comments: number): PagePlan {
  const each = pointsOf({ issues: 1, history, comments });
  return { issues: Math.max(1, Math.min(MOST_ISSUES, Math.floor(QUERY_BUDGET / each))), history, comments };
}

/** What one issue costs on a page. */
function pointsOf({ history, comments }: PagePlan): number {
  return ISSUE_POINTS + history * HISTORY_POINTS + comments * COMMENT_POINTS;
}

/** What fetching the rest of a list costs, step by step. */
function topUpPoints(missing: number, each: number): number {
  let points = 0;
  let left = missing;
  for (let step = 0; left > 0; step++) {
    const size = TOP_UP_STEPS[Math.min(step, TOP_UP_STEPS.length - 1)] as number;
    points += 2 + size * each;
    left -= size;
  }
  return points;
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0);
}
