import type { PersonId, Role } from '../history/team-history.ts';

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** What the team declares about itself in the configuration, resolved to the ids of its history. */
export interface Agreements {
  /** IANA zone of the team. */
  readonly timezone: string;
  readonly workingDays: readonly Weekday[];
  /** Calendar dates `YYYY-MM-DD` in the team's zone. */
  readonly holidays: readonly string[];
  /** Declared holders: history ids, or the declared text where it matches nobody (still declared). */
  readonly roles: Partial<Record<Role, readonly PersonId[]>>;
  readonly delegates: Partial<Record<Role, readonly PersonId[]>>;
  /** Configured members; null: inferred. */
  readonly members: readonly PersonId[] | null;
  /** Status names (lower case) the configuration gives a meaning to; empty: well-known names are recognised. */
  readonly states: {
    readonly acceptance: readonly string[];
    readonly waiting: readonly string[];
    readonly testing: readonly string[];
    readonly blocked: readonly string[];
    readonly ready: readonly string[];
  };
  readonly labels: {
    readonly improvement: readonly string[];
    readonly blocked: readonly string[];
    readonly expedite: readonly string[];
  };
  readonly orderingElsewhere: boolean;
  readonly refinementDay: Weekday | null;
  readonly dailyMode: 'sync' | 'async';
  readonly releaseIntervalDays: number | null;
  readonly wipLimit: number | null;
  /** Null: not said; '' or a name: kept in that tool; 'none': declared to be kept in the tracker alone. */
  readonly feedbackTool: string | null;
  /** A link or text the configuration gives for the Product Goal. */
  readonly productGoal: string | null;
  /** The team opened retrospective texts to the tool. */
  readonly retrospectiveTexts: boolean;
}

/** A team that declares nothing: UTC, Monday to Friday. */
export const NO_AGREEMENTS: Agreements = {
  timezone: 'UTC',
  workingDays: ['mon', 'tue', 'wed', 'thu', 'fri'],
  holidays: [],
  roles: {},
  delegates: {},
  members: null,
  states: { acceptance: [], waiting: [], testing: [], blocked: [], ready: [] },
  labels: { improvement: [], blocked: [], expedite: [] },
  orderingElsewhere: false,
  refinementDay: null,
  dailyMode: 'sync',
  releaseIntervalDays: null,
  wipLimit: null,
  feedbackTool: null,
  productGoal: null,
  retrospectiveTexts: false,
};
