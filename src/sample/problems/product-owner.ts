import type { PersonId } from '../../history/team-history.ts';
import { comment, set, type DraftItem } from '../draft.ts';
import { DAY, HOUR, MINUTE, at, midnight } from '../hours.ts';
import type { Variation, VariationContext } from './variation.ts';
import {
  affectedSprints,
  bases,
  changesOf,
  committedInWindow,
  finishOf,
  someOf,
  startOf,
  textOf,
  windowStart,
} from './view.ts';

export const PRODUCT_OWNER: Readonly<Record<string, Variation>> = {
  'absent-product-owner': { options: (strength) => ({ answerHours: 24 + 50 * strength }) },

  'intermittent-backlog-management': {
    options: () => ({ addedPerSprint: 0.3 }),
    history: (draft, strength, { cast }) => {
      const mornings = draft.sprints.flatMap(({ start }) =>
        start === null ? [] : [at(midnight(start), 8.3)],
      );
      const changes = bases(draft).flatMap((item) =>
        changesOf(item, 'rank', 'priority', 'description', 'acceptanceCriteria').map((change) => ({
          item,
          change,
        })),
      );
      for (const { item, change } of someOf(changes, 0.94 + 0.06 * strength)) {
        if (change.by !== cast.productOwner.id || change.at < windowStart(draft) - 14 * DAY) continue;
        const next = mornings.find((time) => time > change.at);
        const planned = changesOf(item, 'sprint')[0]?.at ?? Number.POSITIVE_INFINITY;
        if (next !== undefined && next < planned && next < (startOf(item)?.at ?? planned))
          change.at =
            next +
            ((midnight(next) - midnight(change.at)) / DAY) * 14 * MINUTE +
            ((change.at / 1000) % 200) * 1000;
      }
    },
  },

  'missing-product-goal': {
    options: () => ({ productGoal: false }),
    history: (draft) => {
      draft.goals = [{ where: 'Product Goal epic', text: 'Growth', updated: draft.readAt - 30 * DAY }];
    },
  },

  'product-owner-task-assignment': {
    history: (draft, strength, context) =>
      assignBy(draft.items, context.cast.productOwner.id, 0.15 + 0.6 * strength, context),
  },

  'mid-sprint-requirement-change': {
    options: () => ({ questions: 0.15 }),
    history: (draft, strength, { cast }) => {
      const begun = committedInWindow(draft).filter((item) => startOf(item) !== undefined);
      for (const item of someOf(begun, 0.15 + 0.7 * strength)) {
        const start = startOf(item)?.at as number;
        const time = Math.min(start + 5 * HOUR, (finishOf(item)?.at ?? start + 6 * HOUR) - HOUR);
        const before = textOf(item);
        const more =
          '* The report lists the change with its date and reason\n* Business customers see a second column with net prices\n* The old page is switched off for all regions at once';
        const to = before.includes('Acceptance criteria')
          ? `${before}\n${more}`
          : `${before}\n\nAcceptance criteria\n\n${more}`;
        set(item, 'description', to, Math.max(start + MINUTE, time), cast.productOwner.id);
      }
    },
  },

  'delayed-acceptance': { options: (strength) => ({ acceptanceHalfDays: Math.round(4 + 10 * strength) }) },

  'solo-authored-backlog': {
    options: () => ({ refinements: 0 }),
    history: (draft, strength, { cast }) => {
      const developers = new Set(cast.developers.map(({ id }) => id));
      const owner = cast.productOwner.id;
      for (const item of someOf(committedInWindow(draft), 0.6 + 0.4 * strength)) {
        const start = startOf(item)?.at ?? draft.readAt;
        if (developers.has(item.creator ?? '')) item.creator = owner;
        item.comments = item.comments.filter((one) => one.at >= start || !developers.has(one.by ?? ''));
        item.changes = item.changes.filter(
          ({ at: time, by, field }) =>
            time >= start - 10_000 || field !== 'rank' || !developers.has(by ?? ''),
        );
        for (const change of item.changes)
          if (change.at < start - 10_000 && developers.has(change.by ?? '')) change.by = owner;
      }
    },
  },

  'customer-signal-absence': {
    options: (strength) => ({ customerSignals: Math.max(0, 0.06 - 0.1 * strength) }),
    agreements: (agreements) => ({ ...agreements, feedbackTool: 'none' }),
    history: (draft, _, { cast }) => {
      const outside = new Set(cast.stakeholders.map(({ id }) => id));
      for (const item of bases(draft))
        if (outside.has(item.creator ?? '')) item.creator = cast.productOwner.id;
    },
  },

  'stale-product-roadmap': {
    history: (draft, strength) => {
      const stale = new Set(someOf(draft.roadmap, 0.35 + 0.6 * strength));
      draft.roadmap = draft.roadmap.map((entry) =>
        stale.has(entry) ? { ...entry, due: draft.readAt - 70 * DAY } : entry,
      );
    },
  },

  'missing-stakeholder-updates': {
    history: (draft, strength, { cast }) => {
      const silent = affectedSprints(draft, 0.4 + 0.6 * strength);
      const outside = new Set(cast.stakeholders.map(({ id }) => id));
      const inside = (time: number): boolean =>
        silent.some(({ start, completed }) => time >= start - DAY && time <= completed + 2 * DAY);
      draft.releases = draft.releases.map((release) =>
        inside(release.at) ? { ...release, notes: null } : release,
      );
      for (const event of draft.events)
        if (event.kind === 'review' && inside(event.start))
          event.attendees = (event.attendees ?? []).filter(({ person }) => !outside.has(person ?? ''));
    },
  },
};

/** A share of the assignments is made by this person instead of the assignee. */
export function assignBy(
  items: readonly DraftItem[],
  by: PersonId,
  share: number,
  _: VariationContext,
): void {
  const assignments = items
    .filter(({ level }) => level === 'base')
    .flatMap((item) => changesOf(item, 'assignee').filter(({ to }) => to !== null && to !== by))
    .sort((a, b) => a.at - b.at);
  for (const change of someOf(assignments, share)) change.by = by;
}

/** Something said by the assignee just before. */
export function volunteer(item: DraftItem, text: string): void {
  for (const change of changesOf(item, 'assignee'))
    if (typeof change.to === 'string') comment(item, change.at - 4 * MINUTE, change.to, text);
}
