import type { Variation } from './variation.ts';
import { PRIORITIES, TYPE } from '../board.ts';
import { comment, rerank, setEstimate, type Draft, type DraftItem } from '../draft.ts';
import { DAY, MINUTE, at, during, midnight } from '../hours.ts';
import { workByTitle } from '../texts/render.ts';
import {
  affectedSprints,
  bases,
  changesOf,
  clone,
  closedSprints,
  committedInWindow,
  isStory,
  rewrite,
  someOf,
  strip,
  waiting,
} from './view.ts';

export const PRODUCT_BACKLOG: Readonly<Record<string, Variation>> = {
  'oversized-product-backlog': { options: (strength) => ({ backlog: Math.round(95 + 150 * strength) }) },

  'stale-backlog-items': {
    history: (draft, strength, { random }) => {
      for (const item of someOf(waiting(draft), 0.35 + 0.6 * strength)) {
        const quiet = draft.readAt - random.int(110, 190) * DAY;
        item.created = Math.min(item.created, quiet);
        item.changes = item.changes.filter(({ at: time }) => time < quiet);
        item.comments = item.comments.filter(({ at: time }) => time < quiet);
      }
    },
  },

  'unordered-product-backlog': {
    history: (draft, strength) => {
      const silent = affectedSprints(draft, 0.5 + 0.5 * strength)[0]?.start ?? 0;
      for (const item of bases(draft))
        item.changes = item.changes.filter(
          ({ field, at: time }) => field !== 'priority' && (field !== 'rank' || time < silent - 4 * DAY),
        );
      for (const [index, item] of bases(draft).entries())
        if (strength > 0.5 || index % 10 !== 0) item.priority = PRIORITIES[1];
      rankByCreation(draft);
    },
  },

  'thin-ready-backlog': {
    history: (draft, strength) => {
      for (const item of someOf(committedInWindow(draft), 0.5 + 0.4 * strength)) strip(item);
      for (const item of someOf(waiting(draft).slice(0, 30), 0.7 + 0.3 * strength)) strip(item);
    },
  },

  'upfront-detailed-backlog': {
    history: (draft, strength, { cast, random }) => {
      const far = waiting(draft).slice(34);
      for (const item of someOf(far, 0.45 + 0.55 * strength))
        detail(item, draft, cast.productOwner.id, random.pick(cast.developers).id);
    },
  },

  'refinement-starvation': {
    options: () => ({ refinements: 0 }),
    history: (draft, strength, { random }) => {
      for (const sprint of closedSprints(draft)) {
        const day = midnight(sprint.start);
        for (const item of someOf(committedFresh(draft, sprint.id), 0.9 + 0.1 * strength)) {
          const planned = at(day, 9.3);
          for (const change of changesOf(item, 'description', 'acceptanceCriteria', 'estimate'))
            if (change.at < planned) change.at = during(random, day, 8.1, 9.2);
          item.comments = item.comments.map((one) =>
            one.at < planned && one.at > item.created + DAY ? { ...one, at: at(day, 9.25) } : one,
          );
        }
      }
    },
  },

  'orphan-backlog-items': {
    options: () => ({ bugs: 0.06 }),
    history: (draft, strength) => {
      for (const item of someOf(waiting(draft).filter(isStory), 0.4 + 0.6 * strength)) item.parent = null;
    },
  },

  'duplicate-backlog-items': {
    history: (draft, strength) => {
      const open = waiting(draft).filter(isStory);
      const twins = someOf(open, Math.min(0.5, 0.1 + 0.3 * strength));
      for (const [index, item] of twins.entries()) {
        const twin = clone(draft, item, `${item.key.split('-')[0]}-${9500 + index}`);
        twin.created = Math.min(draft.readAt, item.created + 3 * DAY);
        twin.changes = twin.changes.filter(({ at: time }) => time > twin.created);
        twin.comments = twin.comments.filter(({ at: time }) => time > twin.created);
      }
    },
  },

  'invisible-technical-debt': {
    options: (strength) => ({ debt: 0, spikes: 0, bugs: 0.3 + 0.25 * strength }),
  },
};

/** Items that came into the Sprint from the Product Backlog, not from the Sprint before. */
function committedFresh(draft: Draft, sprint: string): DraftItem[] {
  return bases(draft).filter((item) => changesOf(item, 'sprint')[0]?.add === sprint);
}

function rankByCreation(draft: Draft): void {
  const ordered = [...draft.items].sort((a, b) => a.created - b.created);
  for (const [index, item] of ordered.entries())
    item.rank = `0|i${(index * 8).toString(36).padStart(5, '0')}:`;
}

/** Written out in full long before anybody needs it. */
function detail(item: DraftItem, draft: Draft, by: string, developer: string): void {
  const known = workByTitle(item.title)?.refined({ criteria: true, benefit: true, form: 'list' });
  const time = Math.max(item.created + 10 * MINUTE, draft.readAt - 30 * DAY);
  rewrite(item, known?.description ?? inFull(item.title));
  item.type = TYPE.story;
  item.parent ??= draft.items.find(({ level }) => level === 'above')?.key ?? null;
  if (changesOf(item, 'estimate').length === 0) setEstimate(item, 3, time, developer);
  comment(item, time + MINUTE, developer, 'Looked at all details with the designer, nothing is open.');
  rerank(item, draft.readAt - 3 * DAY, by);
}

function inFull(title: string): string {
  const size = 2 + (title.length % 7);
  const about = title.split(' ').slice(1, 4).join(' ');
  return [
    `As a shopper I want to use “${title}” in the checkout, so that I finish my order without asking anybody.`,
    'Acceptance criteria',
    [
      `* With ${size} products in the basket the part on ${about} is on the first screen`,
      `* "${title}" is read aloud once by a screen reader`,
      `* The answer arrives in under ${size * 150} ms for 95 % of requests`,
    ].join('\n'),
  ].join('\n\n');
}
