import type { PersonId } from '../../history/team-history.ts';
import { rerank } from '../draft.ts';
import { castOf } from '../people.ts';
import { sampleTeam } from '../sample-team.ts';
import { DAY } from '../hours.ts';
import { inRunningOrStarted } from './order-states.ts';
import type { Variation } from './variation.ts';
import {
  affectedSprints,
  bases,
  changesOf,
  closedSprints,
  orderingChanges,
  reassignOrdering,
  someOf,
  windowStart,
  workdaysAfter,
} from './view.ts';

export const ROLE_CLARITY: Readonly<Record<string, Variation>> = {
  'combined-product-owner-scrum-master': { options: () => ({ oneForBothRoles: true }) },

  'missing-product-owner': {
    agreements: (agreements) => ({ ...agreements, roles: {} }),
    history: (draft, strength) => {
      const silent = affectedSprints(draft, 0.6 + 0.4 * strength);
      const from = silent[0]?.start ?? draft.readAt;
      for (const item of bases(draft))
        item.changes = item.changes.filter(
          ({ field, at }) => !['rank', 'priority'].includes(field) || at < from - 4 * DAY,
        );
    },
  },

  'missing-scrum-master': {
    agreements: (agreements) => ({
      ...agreements,
      roles: { 'product-owner': agreements.roles?.['product-owner'] ?? [] },
    }),
    options: (strength) => {
      const held = Math.max(0, 0.4 - 0.8 * strength);
      return {
        improvements: 0,
        releaseEvery: 2 + Math.round(2 * strength),
        blockedDays: 8 + 14 * strength,
        ...{ plannings: held, reviews: held, retrospectives: held, dailies: held, refinements: held },
      };
    },
  },

  'product-ownership-by-committee': {
    history: (draft, strength, { cast, random }) => {
      const others = [...cast.stakeholders.slice(0, 2), cast.scrumMaster].map(({ id }) => id);
      reassignOrdering(draft, cast.productOwner.id, (day) =>
        random.chance(0.35 + 0.6 * strength) ? (others[day % others.length] as PersonId) : null,
      );
    },
  },

  'declared-role-mismatch': {
    agreements: (agreements, _, cast) => ({
      ...agreements,
      roles: { ...agreements.roles, 'product-owner': [cast.developers[0]?.id as string] },
    }),
    options: () => ({ orderingPerWeek: 3.5 }),
  },

  'proxy-product-owner': {
    history: (draft, strength, { cast }) => {
      const ordered = orderingChanges(draft).filter(({ change }) => change.at > windowStart(draft) - 7 * DAY);
      const items = [...new Set(ordered.map(({ item }) => item))];
      for (const item of someOf(items, 0.2 + 0.7 * strength)) {
        const own = changesOf(item, 'rank', 'priority').filter(({ by }) => by === cast.productOwner.id);
        for (const change of own) {
          const time = workdaysAfter(change.at, 1);
          if (!inRunningOrStarted(draft, item, time)) rerank(item, time, cast.stakeholders[1]?.id as string);
        }
      }
    },
  },

  'scrum-master-backlog-ownership': {
    history: (draft, strength, { cast, random }) =>
      reassignOrdering(draft, cast.productOwner.id, () =>
        random.chance(0.35 + 0.6 * strength) ? cast.scrumMaster.id : null,
      ),
  },

  'role-blurring-under-pressure': {
    history: (draft, strength, { cast, random }) => {
      for (const sprint of closedSprints(draft)) {
        const late = sprint.completed - 0.3 * (sprint.completed - sprint.start);
        for (const item of bases(draft))
          for (const change of changesOf(item, 'status'))
            if (change.at > late && change.at <= sprint.completed && change.by !== cast.productOwner.id)
              if (random.chance(0.35 + 0.65 * strength)) change.by = cast.scrumMaster.id;
      }
    },
  },

  'oversized-scrum-team': {
    options: (strength) => {
      const developers = Math.round(9 + 8 * strength);
      return { developers, planned: developers * 2, backlog: developers * 12 };
    },
  },

  'shared-team-members': {
    neighbours: (strength, seed, cast) => {
      const other = otherTeam(seed);
      const shared = Math.round(1 + 5 * strength);
      const own = castOf(other.options).developers.slice(0, shared);
      const ids = new Map(own.map(({ id }, index) => [id, cast.developers[index]?.id as string]));
      const people = other.history.people.map((person) => {
        const index = own.findIndex(({ id }) => id === person.id);
        const same = cast.developers[index];
        return same === undefined ? person : same;
      });
      const who = <T extends string | null>(id: T): T => (id === null ? id : ((ids.get(id) ?? id) as T));
      const items = other.history.items.map((item) => ({
        ...item,
        assignee: who(item.assignee),
        creator: who(item.creator),
        comments: item.comments.map((comment) => ({ ...comment, by: who(comment.by) })),
        changes: item.changes.map((change) => ({
          ...change,
          by: who(change.by),
          ...(change.field === 'assignee' ? { from: who(change.from), to: who(change.to) } : {}),
        })),
      }));
      return [{ ...other.history, people, items }];
    },
  },
};

/** A healthy second team of the same company whose people have other names. */
export function otherTeam(seed: number): ReturnType<typeof sampleTeam> {
  const team = sampleTeam({ seed: seed + 500, team: 'Mobile', project: 'MOB' });
  const people = team.history.people.map((person) =>
    person.bot
      ? person
      : {
          ...person,
          name: `${person.name} Junior`,
          email: `mob.${person.email}`,
          handles: [`mob.${person.handles[0]}`],
        },
  );
  return { ...team, history: { ...team.history, people } };
}
