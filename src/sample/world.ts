import type { Instant, PersonId, PullRequest, Release, Snapshot } from '../history/team-history.ts';
import type { Draft, DraftItem } from './draft.ts';
import type { SampleOptions } from './options.ts';
import type { Cast } from './people.ts';
import { Random } from './random.ts';
import type { TextPool, WorkText } from './texts/render.ts';

/** A Sprint while the sample team lives through it. */
export interface Turn {
  readonly id: string;
  readonly index: number;
  readonly start: Instant;
  readonly end: Instant;
  /** Midnights of its working days. */
  readonly days: readonly Instant[];
  /** Place of the epic its goal is about. */
  epic: number;
  items: DraftItem[];
}

/** What the simulation knows about an item beyond its history. */
export interface Card {
  readonly item: DraftItem;
  readonly text: WorkText;
  status: string;
  refined: boolean;
  /** Was in a Sprint once. */
  planned: boolean;
  estimate: number;
  priority: number;
  assignee: PersonId | null;
  started: Instant;
  /** Half days of work left in the present column. */
  left: number;
  blockedUntil: Instant;
  everBlocked: boolean;
  /** Last event on the card, to write a note when it is quiet for long. */
  touched: Instant;
  subTasks: DraftItem[];
  pullRequest: MutablePullRequest | null;
  finished: Instant | null;
  /** When a mistake will be found and the item comes back. */
  reopens: Instant | null;
}

export type MutablePullRequest = { -readonly [Key in keyof PullRequest]: PullRequest[Key] };

/** Everything in motion: the parts of the generator change it day by day. */
export interface World {
  readonly options: SampleOptions;
  readonly cast: Cast;
  readonly draft: Draft;
  readonly cards: Map<DraftItem, Card>;
  /** The Product Backlog from the top. */
  order: Card[];
  /** Keys of the epics, in the order of `EPICS`. */
  readonly epics: DraftItem[];
  readonly texts: TextPool;
  readonly random: (stream: string) => Random;
  readonly pullRequests: MutablePullRequest[];
  readonly releases: Release[];
  readonly snapshots: Snapshot[];
  /** Whether the Sprint with this index has a Retrospective. */
  readonly retrospectives: Map<number, boolean>;
  nextKey: number;
}

/** One random stream for each concern, so that changing one practice leaves the others as they were. */
export function randomStreams(seed: number): (stream: string) => Random {
  const streams = new Map<string, Random>();
  return (stream) => {
    let random = streams.get(stream);
    if (random === undefined) {
      random = new Random(seed, stream);
      streams.set(stream, random);
    }
    return random;
  };
}

export function newKey(world: World): string {
  return `${world.options.project}-${world.nextKey++}`;
}
