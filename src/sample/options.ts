import type { Instant } from '../history/team-history.ts';

/** Everything that a sample team does more or less well. The defaults are a healthy team. */
export interface SampleOptions {
  readonly seed: number;
  /** Name of the team and key of its project. */
  readonly team: string;
  readonly project: string;
  /** Monday 00:00 UTC of the first Sprint. */
  readonly start: Instant;
  /** Closed Sprints. */
  readonly sprints: number;
  /** Working days of the Sprint that runs when the history ends; 0: none runs. */
  readonly runningDays: number;
  /** Calendar days from one Sprint to the next. */
  readonly sprintDays: number;
  readonly developers: number;
  /** Product Backlog Items planned for a Sprint. */
  readonly planned: number;
  /** Open items the Product Backlog holds. */
  readonly backlog: number;
  /** People from outside at a Sprint Review. */
  readonly stakeholdersAtReview: number;
  /** The team says in its configuration who holds which role, and who belongs to it. */
  readonly rolesDeclared: boolean;
  readonly membersDeclared: boolean;
  /** The Product Owner is the Scrum Master too. */
  readonly oneForBothRoles: boolean;

  /** Mean number of times a week the Product Owner orders the Product Backlog. */
  readonly orderingPerWeek: number;
  /** Share of the items of a Sprint that belong to the epic its goal is about. */
  readonly focus: number;
  /** Shares of the stories near the top that have acceptance criteria, and a benefit. */
  readonly criteria: number;
  readonly benefit: number;
  /** Sprints' worth of items that are refined ahead. */
  readonly refinedAhead: number;
  /** Share of the items whose first estimate comes from Developers. */
  readonly estimatedByDevelopers: number;
  /** Mean number of items that enter, or leave, a running Sprint. */
  readonly addedPerSprint: number;
  /** By how much the number added goes up in one Sprint and down in the next. */
  readonly addedSwing: number;
  readonly removedPerSprint: number;
  /** Share of new items that are bugs, debt and spikes. */
  readonly bugs: number;
  readonly debt: number;
  readonly spikes: number;

  /** Share of the started items that are blocked once, and for how many working days at most. */
  readonly blocked: number;
  readonly blockedDays: number;
  /** Share of the Sprint items on which a Developer asks the Product Owner, and the office hours an answer takes at most. */
  readonly questions: number;
  readonly answerHours: number;
  /** Half days that an item waits for acceptance at most. */
  readonly acceptanceHalfDays: number;
  /** Items in progress that the team allows itself; 0: one for each Developer. */
  readonly wipLimit: number;
  /** Items one Developer works on at a time. */
  readonly parallel: number;
  /** Share of Done items that come back. */
  readonly reopened: number;
  /** Share of the started items that take much longer, and by how many half days of work at most. */
  readonly stuck: number;
  readonly stuckHalfDays: number;
  /** A second person helps with work that grows old. */
  readonly swarm: boolean;
  /** Share of the items that the Developers break down. */
  readonly decomposed: number;
  /** Share of pull requests that belong to an item. */
  readonly tracked: number;

  /** Share of the events that take place. */
  readonly plannings: number;
  readonly dailies: number;
  readonly reviews: number;
  readonly retrospectives: number;
  readonly refinements: number;
  /** Closed Sprints at the end without a Retrospective. */
  readonly lastWithoutRetrospective: number;
  /** Improvement items that a Retrospective leaves, and the share that is done. */
  readonly improvements: number;
  readonly improvementsDone: number;
  /** What is not taken up is dropped on purpose a Sprint later. */
  readonly improvementsDropped: boolean;
  /** Sprints have a goal. */
  readonly goals: number;
  /** Sprints between two releases. */
  readonly releaseEvery: number;
  readonly productGoal: boolean;
  /** Share of the new items that carry a trace of a customer. */
  readonly customerSignals: number;
  /** The order and scope are kept every working day of the last Sprints (`hatcheck snapshot`). */
  readonly snapshots: boolean;
}

export const HEALTHY: SampleOptions = {
  seed: 1,
  team: 'Checkout',
  project: 'CHK',
  start: Date.UTC(2026, 4, 25),
  sprints: 12,
  runningDays: 4,
  sprintDays: 14,
  developers: 6,
  planned: 12,
  backlog: 72,
  stakeholdersAtReview: 3,
  rolesDeclared: true,
  membersDeclared: true,
  oneForBothRoles: false,

  orderingPerWeek: 2.5,
  focus: 0.5,
  criteria: 0.985,
  benefit: 0.92,
  refinedAhead: 3,
  estimatedByDevelopers: 1,
  addedPerSprint: 1,
  addedSwing: 0,
  removedPerSprint: 0.3,
  bugs: 0.16,
  debt: 0.1,
  spikes: 0.05,

  blocked: 0.24,
  blockedDays: 2,
  questions: 0.4,
  answerHours: 7,
  acceptanceHalfDays: 1,
  wipLimit: 0,
  parallel: 1,
  reopened: 0.02,
  stuck: 0,
  stuckHalfDays: 40,
  swarm: true,
  decomposed: 0.3,
  tracked: 0.94,

  plannings: 1,
  dailies: 0.98,
  reviews: 1,
  retrospectives: 1,
  refinements: 1,
  lastWithoutRetrospective: 0,
  improvements: 1.4,
  improvementsDone: 0.9,
  improvementsDropped: true,
  goals: 1,
  releaseEvery: 1,
  productGoal: true,
  customerSignals: 0.25,
  snapshots: false,
};
