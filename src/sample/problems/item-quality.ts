import type { Variation } from './variation.ts';
import { setEstimate, type Draft, type DraftItem } from '../draft.ts';
import { MINUTE, officeHoursAfter } from '../hours.ts';
import {
  changesOf,
  closedSprints,
  committed,
  isStory,
  rewrite,
  someOf,
  strip,
  textOf,
  waiting,
} from './view.ts';

/** Items of the Now and Next zones of the healthy team. */
const NEAR = 36;

const VAGUE = [
  '* It should be fast and easy to use\n* Errors are handled properly\n* The page looks nice',
  '* The form is user-friendly\n* Texts are appropriate\n* It works robustly, etc.',
  '* Loading is quick as needed\n* The layout is intuitive',
];
const SOLUTIONS = [
  'Add a dropdown that lists all depots. Store the choice in the column depot_id of the table orders_v2. Use the endpoint /api/v2/depots. The box is 240px wide.',
  'Add a button that calls the class FeeCalculator. Write the result into the table fee_cache with a column fee_cents. Margin 16px.',
  'Use the library date-picker-pro in the modal. Add a column slot_json to the table slots and call POST /api/slots from the component.',
];

export const ITEM_QUALITY: Readonly<Record<string, Variation>> = {
  'title-only-item': {
    history: (draft, strength) => {
      for (const item of someOf(near(draft), 0.25 + 0.6 * strength)) strip(item);
    },
  },

  'missing-acceptance-criteria': {
    options: (strength) => ({ criteria: Math.max(0.2, 0.6 - 0.4 * strength) }),
  },

  'vague-acceptance-criteria': {
    history: (draft, strength) => {
      for (const [index, item] of someOf(near(draft).filter(isStory), 0.3 + 0.65 * strength).entries()) {
        const [sentence = ''] = textOf(item).split('\n\n');
        rewrite(item, `${sentence}\n\nAcceptance criteria\n\n${VAGUE[index % VAGUE.length]}`);
      }
    },
  },

  'malformed-user-story': {
    history: (draft, strength) => {
      for (const [index, item] of someOf(near(draft).filter(isStory), 0.6 + 0.4 * strength).entries()) {
        item.title = `${item.areas[0] ?? 'Checkout'} page, part ${index + 1}`;
        rewrite(
          item,
          `Agreed with operations in the last meeting; details are on the sketch of the ${item.areas[0] ?? 'checkout'} page.\n\nAcceptance criteria\n\n* The page matches the sketch of 12 May\n* The old page is gone in all 3 regions`,
        );
      }
    },
  },

  'missing-story-benefit': {
    options: (strength) => ({ benefit: Math.max(0, 0.45 - 0.6 * strength), customerSignals: 0 }),
    history: (draft, strength) => {
      for (const item of someOf(near(draft).filter(isStory), 0.6 + 0.4 * strength)) {
        item.parent = null;
        item.customerSignals = 0;
        rewrite(item, textOf(item).replace(/, so that [^.]*\./, '.'));
      }
    },
  },

  'compound-item': {
    history: (draft, strength) => {
      const items = near(draft);
      for (const [index, item] of someOf(items, 0.3 + 0.6 * strength).entries()) {
        const also = ['send a report to the depot', 'export the list for accounting', 'remove the old page'][
          index % 3
        ];
        item.title = `${item.title} and ${also}`;
        rewrite(item, textOf(item).replace(/I want to ([^,.]*)/, `I want to $1 and ${also}`));
      }
    },
  },

  'oversized-item': {
    history: (draft, strength, { cast }) => {
      const items = near(draft).slice(0, 10);
      for (const item of items.slice(0, Math.round(1.5 + 6 * strength))) {
        const last = changesOf(item, 'estimate').at(-1);
        if (last === undefined)
          setEstimate(item, 13, officeHoursAfter(item.created, 2), cast.developers[0]?.id as string);
        else last.to = '13';
      }
    },
  },

  'solution-prescriptive-item': {
    history: (draft, strength, { cast }) => {
      for (const [index, item] of someOf(near(draft), 0.3 + 0.65 * strength).entries()) {
        item.creator = cast.productOwner.id;
        item.parent = null;
        item.customerSignals = 0;
        rewrite(item, SOLUTIONS[index % SOLUTIONS.length] as string);
      }
    },
  },

  'technical-layer-slicing': {
    history: (draft, strength) => {
      const parents = new Map<string, DraftItem[]>();
      for (const item of waiting(draft))
        if (item.parent !== null) parents.set(item.parent, [...(parents.get(item.parent) ?? []), item]);
      const large = [...parents.values()].filter((items) => items.length >= 3);
      const layers = ['FE', 'BE', 'API', 'DB', 'QA'];
      for (const items of someOf(large, 0.4 + 0.6 * strength))
        for (const [index, item] of items.entries()) {
          item.title = `${layers[index % layers.length]}: ${item.title}`;
          rewrite(item, 'Part of the epic, see the drawing of the architecture for what talks to what.');
        }
    },
  },

  'dependent-sprint-items': {
    history: (draft, strength, { cast }) => {
      for (const sprint of closedSprints(draft)) {
        const items = committed(draft, sprint);
        const pairs = Math.round((items.length * (0.3 + 0.6 * strength)) / 2);
        for (let index = 0; index < pairs; index++)
          tie(
            items[index * 2] as DraftItem,
            items[index * 2 + 1],
            sprint.start - 60 * MINUTE,
            cast.developers[0]?.id as string,
          );
      }
    },
  },
};

function near(draft: Draft): DraftItem[] {
  return waiting(draft).slice(0, NEAR);
}

function tie(item: DraftItem, other: DraftItem | undefined, time: number, by: string): void {
  if (other === undefined) return;
  item.links = [...item.links, { kind: 'blocked-by', key: other.key, outside: false, otherDone: null }];
  other.links = [...other.links, { kind: 'blocks', key: item.key, outside: false, otherDone: null }];
  item.changes.push({
    at: Math.max(time, item.created + MINUTE),
    by,
    field: 'link',
    from: null,
    to: `blocked-by ${other.key}`,
  });
}
