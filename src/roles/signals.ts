import type { Role } from '../history/team-history.ts';

/** What behaviour can be evidence of: the two accountabilities, and doing the work. */
export type Hat = Role | 'developers';

export interface Signal {
  readonly id: string;
  /** Words for the evidence table: what the person does. */
  readonly title: string;
  /** Share of the role's evidence that it can give. */
  readonly weight: number;
  /** Sessions of the team from which on it has its full weight. */
  readonly saturation: number;
}

/** Rules §2.1: weights and saturations are design defaults checked by `npm run eval:roles`. */
export const SIGNALS = {
  'product-owner': [
    { id: 'orders', title: 'puts the Product Backlog in order', weight: 0.3, saturation: 12 },
    { id: 'prioritises', title: 'changes priorities of items not started', weight: 0.1, saturation: 15 },
    { id: 'writes', title: 'writes and rewrites items', weight: 0.2, saturation: 20 },
    { id: 'accepts', title: 'accepts other people’s work', weight: 0.15, saturation: 12 },
    { id: 'discards', title: 'drops items', weight: 0.1, saturation: 8 },
    { id: 'plans-ahead', title: 'edits epics, goals and the roadmap', weight: 0.1, saturation: 5 },
    { id: 'answers', title: 'answers questions on sprint items', weight: 0.05, saturation: 10 },
  ],
  'scrum-master': [
    { id: 'organises', title: 'organises Scrum events of two or more kinds', weight: 0.3, saturation: 6 },
    {
      id: 'closes-sprints',
      title: 'closes sprints (from bulk moves at their completion)',
      weight: 0.2,
      saturation: 4,
    },
    {
      id: 'handles-impediments',
      title: 'marks and clears blocked work of others',
      weight: 0.2,
      saturation: 8,
    },
    {
      id: 'drives-improvement',
      title: 'opens and edits retrospectives and improvements',
      weight: 0.2,
      saturation: 6,
    },
    { id: 'configures', title: 'configures the board', weight: 0.1, saturation: 3 },
  ],
  developers: [
    { id: 'pulls', title: 'takes and starts items', weight: 0.35, saturation: 15 },
    { id: 'delivers', title: 'is assigned when items get Done', weight: 0.25, saturation: 15 },
    { id: 'codes', title: 'writes and reviews pull requests', weight: 0.25, saturation: 20 },
    { id: 'breaks-down', title: 'creates sub-items and estimates', weight: 0.15, saturation: 10 },
  ],
} as const satisfies Record<Hat, readonly Signal[]>;

export function signalsOf(hat: Hat): readonly Signal[] {
  return SIGNALS[hat];
}
