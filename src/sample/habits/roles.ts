import { STATUS } from '../board.ts';
import { DAY, MINUTE, isWorkday, midnight } from '../hours.ts';
import { volunteer } from '../problems/product-owner.ts';
import { bases, changesOf, orderingChanges, startOf } from '../problems/view.ts';
import { excused, habit, type Habit } from './habit.ts';

const EXPEDITE = 'hotfix';

/** Guards of the groups role clarity, Product Owner and Scrum Master. */
export const ROLE_HABITS: Readonly<Record<string, readonly Habit[]>> = {
  'missing-product-owner': [
    excused('missing-product-owner', 'the order is kept in another tool', {
      agreements: (agreements) => ({ ...agreements, orderingElsewhere: true }),
    }),
    excused('missing-product-owner', 'a maintenance team of three', {
      options: () => ({ developers: 2, planned: 5, backlog: 40, oneForBothRoles: true }),
    }),
  ],
  'missing-scrum-master': [
    habit('the duties rotate, events take place and improvements are made', {
      agreements: (agreements) => ({
        ...agreements,
        roles: { 'product-owner': agreements.roles?.['product-owner'] ?? [] },
      }),
    }),
  ],
  'product-ownership-by-committee': [
    habit('Developers re-rank inside the running Sprint', {
      history: (draft, _, { cast, random }) => {
        for (const item of bases(draft)) {
          const start = startOf(item)?.at;
          const planned = changesOf(item, 'sprint')[0]?.at;
          if (start === undefined || planned === undefined || start - planned < DAY) continue;
          for (let count = 0; count < 3; count++)
            item.changes.push({
              at: Math.round(random.between(planned + 6 * 60 * MINUTE, start) / 1000) * 1000,
              by: random.pick(cast.developers).id,
              field: 'rank',
            });
        }
      },
    }),
    habit('dragging items into the Sprint also writes their rank', {
      history: (draft, _, { cast }) => {
        for (const item of bases(draft))
          for (const change of changesOf(item, 'sprint'))
            if (change.add !== undefined && cast.developers.some(({ id }) => id === change.by))
              item.changes.push({ at: change.at + 20_000, by: change.by, field: 'rank' });
      },
    }),
    excused('product-ownership-by-committee', 'delegates of the Product Owner order too', {
      agreements: (agreements, _, cast) => ({
        ...agreements,
        delegates: {
          'product-owner': [cast.scrumMaster.id, ...cast.stakeholders.map(({ id }) => id)],
        },
      }),
    }),
  ],
  'declared-role-mismatch': [
    excused('declared-role-mismatch', 'who orders is a declared delegate', {
      agreements: (agreements, _, cast) => ({
        ...agreements,
        delegates: { 'product-owner': [cast.productOwner.id] },
      }),
    }),
  ],
  'proxy-product-owner': [
    excused('proxy-product-owner', 'urgent items are moved by others', {
      history: (draft, _, { cast }) => {
        const outside = cast.stakeholders[1]?.id;
        for (const { item, change } of orderingChanges(draft))
          if (change.by === outside && !item.labels.includes(EXPEDITE))
            item.labels = [...item.labels, EXPEDITE];
      },
    }),
    excused('proxy-product-owner', 'the manager is a delegate of the Product Owner', {
      agreements: (agreements, _, cast) => ({
        ...agreements,
        delegates: { 'product-owner': [cast.stakeholders[1]?.id as string] },
      }),
    }),
  ],
  'scrum-master-backlog-ownership': [
    habit('improvement items are the Scrum Master’s to write', { options: () => ({ improvements: 8 }) }),
  ],
  'role-blurring-under-pressure': [
    habit('Developers help each other at the end of the Sprint', {
      history: (draft, _, { cast, random }) => {
        for (const item of bases(draft))
          for (const change of changesOf(item, 'status'))
            if (change.to === STATUS.review) change.by = random.pick(cast.developers).id;
      },
    }),
    excused('role-blurring-under-pressure', 'items labelled for the release', {
      history: (draft) => {
        for (const item of bases(draft)) item.labels = [...item.labels, 'release'];
      },
    }),
  ],
  'oversized-scrum-team': [
    habit('people who pass by on a day or two', {
      history: (draft, _, { cast, random }) => {
        const guests = Array.from({ length: 12 }, (_unused, index) => ({
          ...(cast.stakeholders[0] as (typeof cast.stakeholders)[number]),
          id: `guest-${index}`,
          name: `Guest Number${index}`,
          email: `guest${index}@freshcart.example`,
          handles: [`guest${index}`],
        }));
        draft.people = [...draft.people, ...guests];
        for (const item of bases(draft))
          if (random.chance(0.05))
            item.changes.push({
              at: item.created + 30 * MINUTE,
              by: random.pick(guests).id,
              field: 'priority',
              to: 'Medium',
            });
      },
    }),
  ],
  'shared-team-members': [excused('shared-team-members', 'a few specialists are shared', {}, 0.1)],
  'absent-product-owner': [
    excused('absent-product-owner', 'answered orally, then the item is updated', {
      history: (draft, _, { cast }) => {
        for (const item of bases(draft))
          for (const question of item.comments.filter(({ text }) => text?.startsWith('@') === true))
            item.changes.push({
              at: question.at + 90 * MINUTE,
              by: cast.productOwner.id,
              field: 'description',
              to: `${item.description ?? item.title}\n\nAgreed with the Developers: ${new Date(question.at).toISOString().slice(0, 10)}.`,
            });
      },
    }),
  ],
  'intermittent-backlog-management': [
    habit('a stable backlog with few new items', {
      options: () => ({ orderingPerWeek: 0.15, backlog: 200, planned: 4, developers: 3 }),
    }),
  ],
  'missing-product-goal': [
    excused('missing-product-goal', 'the goal is kept in slides, and the link is configured', {
      agreements: (agreements) => ({ ...agreements, productGoal: 'https://slides.example/product-goal' }),
    }),
  ],
  'product-owner-task-assignment': [
    excused('product-owner-task-assignment', 'people had just said that they take it', {
      history: (draft) => {
        for (const item of bases(draft)) volunteer(item, 'I’ll take it');
      },
    }),
    habit('handing items back to the Product Owner for acceptance', {
      history: (draft, _, { cast }) => {
        for (const item of bases(draft))
          for (const change of changesOf(item, 'status'))
            if (change.to === STATUS.acceptance)
              item.changes.push({
                at: change.at + MINUTE,
                by: cast.productOwner.id,
                field: 'assignee',
                to: cast.productOwner.id,
              });
      },
    }),
    excused('product-owner-task-assignment', 'a default assignee set by automation', {
      history: (draft, _, { cast }) => {
        for (const item of bases(draft))
          item.changes = item.changes.map((change) =>
            change.field === 'assignee' && change.by === cast.productOwner.id
              ? { ...change, automated: true as const }
              : change,
          );
      },
    }),
  ],
  'mid-sprint-requirement-change': [
    excused('mid-sprint-requirement-change', 'edits answer a Developer’s question', {
      history: (draft, _, { cast }) => {
        for (const item of bases(draft)) {
          const start = startOf(item)?.at ?? Number.POSITIVE_INFINITY;
          for (const change of changesOf(item, 'description'))
            if (change.at > start && change.by === cast.productOwner.id)
              item.comments.push({
                at: change.at - 20 * MINUTE,
                by: cast.developers[0]?.id as string,
                text: `@${cast.productOwner.name} what should the report show here?`,
              });
        }
      },
    }),
    excused('mid-sprint-requirement-change', 'edits by Developers', {
      history: (draft, _, { cast }) => {
        for (const item of bases(draft)) {
          const start = startOf(item)?.at ?? Number.POSITIVE_INFINITY;
          for (const change of changesOf(item, 'description', 'acceptanceCriteria'))
            if (change.at > start) change.by = cast.developers[0]?.id as string;
        }
      },
    }),
  ],
  'solo-authored-backlog': [
    excused('solo-authored-backlog', 'a refinement meeting takes place', {
      history: (draft, _, { cast }) => {
        for (const { start } of draft.sprints)
          if (start !== null && start < draft.readAt)
            draft.events.push(refinement(midnight(start) + 2 * DAY, cast.productOwner.id));
      },
    }),
  ],
  'customer-signal-absence': [
    excused('customer-signal-absence', 'an internal platform: other teams are its customers', {
      history: (draft, _, { cast }) => {
        for (const [index, item] of bases(draft).entries())
          if (index % 6 === 0) item.creator = cast.stakeholders[index % 5]?.id as string;
      },
    }),
  ],
  'missing-stakeholder-updates': [
    excused('missing-stakeholder-updates', 'updates go out by e-mail: no channel ever held one', {
      history: (draft) => {
        draft.releases = draft.releases.map((release) => ({ ...release, notes: null }));
        draft.updates = [];
        const team = new Set(draft.listedMembers ?? []);
        for (const event of draft.events)
          event.attendees = (event.attendees ?? []).filter(
            ({ person }) => person !== null && (team.has(person) || !/-s\d+$/.test(person)),
          );
      },
    }),
  ],
  'scrum-master-task-assignment': [
    excused('scrum-master-task-assignment', 'people had just said that they take it', {
      history: (draft) => {
        for (const item of bases(draft)) volunteer(item, 'I can take this one');
      },
    }),
    excused('scrum-master-task-assignment', 'a default assignee set by automation', {
      history: (draft, _, { cast }) => {
        for (const item of bases(draft))
          item.changes = item.changes.map((change) =>
            change.field === 'assignee' && change.by === cast.scrumMaster.id
              ? { ...change, automated: true as const }
              : change,
          );
      },
    }),
  ],
  'impediment-ageing': [
    excused('impediment-ageing', 'forgotten flags on items that moved on', {
      history: (draft) => {
        for (const item of bases(draft)) {
          const flags = changesOf(item, 'flagged');
          const set = flags[0];
          if (set === undefined) continue;
          const moves = changesOf(item, 'status').filter(({ at }) => at > set.at);
          const clear = flags[1];
          if (moves.length < 2) item.changes = item.changes.filter(({ field }) => field !== 'flagged');
          else if (clear !== undefined) clear.at = Math.max(clear.at, (moves.at(-1)?.at ?? clear.at) + DAY);
          const first = startOf(item)?.at;
          if (first !== undefined && set.at > (moves[0]?.at ?? 0) - MINUTE) set.at = first + MINUTE;
        }
      },
    }),
  ],
  'event-attendance-gap': [
    excused('event-attendance-gap', 'no answer is unknown, not absent', {
      history: (draft) => {
        for (const event of draft.events)
          event.attendees = (event.attendees ?? []).map((one) => ({ ...one, answer: 'unknown' as const }));
      },
    }),
    excused('event-attendance-gap', 'a delegate stands in', {
      agreements: (agreements, _, cast) => ({
        ...agreements,
        delegates: { 'product-owner': [cast.developers[0]?.id as string, cast.developers[1]?.id as string] },
      }),
    }),
  ],
  'missing-team-improvement-focus': [
    habit('one improvement in each Sprint is enough', { options: () => ({ improvements: 1 }) }),
  ],
};

function refinement(day: number, organiser: string) {
  const start = (isWorkday(day) ? day : day + 2 * DAY) + 14 * 60 * MINUTE;
  return {
    id: `refinement-habit-${day}`,
    kind: 'refinement' as const,
    source: 'calendar' as const,
    title: 'Backlog Refinement',
    start,
    end: start + 60 * MINUTE,
    cancelled: false,
    organiser,
    attendees: null,
    actions: [],
    text: null,
    key: null,
  };
}
