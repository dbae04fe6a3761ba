import type { Change, Instant, Item, PersonId } from '../history/team-history.ts';
import {
  SNAPSHOT_SPRINTS,
  snapshotEstimates,
  sprintsWithSnapshots,
  type SnapshotEstimates,
} from '../history/snapshots.ts';
import { changesOf, valueAt } from '../history/timeline.ts';
import type { Context } from './context.ts';
import type {
  AssigneeFacts,
  Assignment,
  DescriptionFacts,
  EstimateFacts,
  EstimateHistoryFacts,
  EstimateSetting,
  TextEdit,
} from './facts.ts';
import { between } from './in-time.ts';
import { lazy, memo } from './lazy.ts';
import { sinceLookBack } from './window.ts';

/** Below this share of Done PBIs that were ever assigned, the team does not use the assignee (cards B4, C1). */
const ASSIGNEE_USED = 0.5;
/** From this share of Done PBIs with an estimate on, the team estimates (card E5). */
const ESTIMATES_USED = 0.6;

export function assigneeFacts(context: Context): AssigneeFacts {
  const usedShare = lazy(() => shareOf(context.facts.items.done, wasAssigned));
  const assignmentsSince = sinceLookBack(context.window, (since) =>
    assignments(context.facts.items.pbisSince(since)),
  );
  const assigneeAt = (item: Item, at: Instant): PersonId | null =>
    valueAt(changesOf(item, 'assignee'), at, item.assignee);
  const unseen = lazy(() => {
    const unrecorded = context.unrecorded('assigneeHistory');
    const unused = context.facts.items.done.length > 0 && usedShare() < ASSIGNEE_USED;
    return unrecorded.length > 0 ? unrecorded : unused ? (['NO_ASSIGNEES'] as const) : [];
  });
  return {
    get unseen() {
      return unseen();
    },
    get usedShare() {
      return usedShare();
    },
    between: (from, to) => between(assignmentsSince(from), from, to),
    assigneeAt,
    assigneesOf: (item) =>
      [...new Set([item, ...context.facts.items.children(item.key)].flatMap(holdersOf))].sort(),
    doneBetween: (from, to) => context.facts.statusHistory.finishedBetween(from, to),
    activeAt: (at) =>
      context.facts.statusHistory.inProgressAt(at).filter((item) => assigneeAt(item, at) !== null),
  };
}

function wasAssigned(item: Item): boolean {
  return item.assignee !== null || item.changes.some((change) => change.field === 'assignee');
}

function holdersOf(item: Item): readonly PersonId[] {
  const changes = changesOf(item, 'assignee');
  return [item.assignee, ...changes.flatMap((change) => [change.from, change.to])].filter(
    (person): person is PersonId => person !== null && person !== '',
  );
}

function shareOf(items: readonly Item[], test: (item: Item) => boolean): number {
  return items.length === 0 ? 0 : items.filter(test).length / items.length;
}

function assignments(items: readonly Item[]): readonly Assignment[] {
  const all: Assignment[] = [];
  for (const item of items) {
    for (const change of item.changes) {
      if (change.field !== 'assignee' || change.to === null) continue;
      all.push({
        item,
        at: change.at,
        by: change.by,
        to: change.to,
        from: change.from,
        automated: change.automated === true,
      });
    }
  }
  return all.sort((a, b) => a.at - b.at);
}

const TEXT_FIELDS = ['title', 'description', 'acceptanceCriteria', 'checklist'] as const;
type TextField = (typeof TEXT_FIELDS)[number];

export function descriptionFacts(context: Context): DescriptionFacts {
  const edits = memo((item: Item): readonly TextEdit[] =>
    item.changes
      .filter((change) => change.automated !== true && isTextField(change))
      .map((change) => ({
        item,
        at: change.at,
        by: change.by,
        field: change.field as TextField,
        from: change.from,
        to: change.to,
      })),
  );
  const withTexts = lazy(() => areTextsRecorded(context.facts.items.pbis));
  return {
    unseen: context.unrecorded('descriptionHistory'),
    edits,
    get withTexts() {
      return withTexts();
    },
    textsAt: (item, at) => ({
      title: textAt(item, 'title', at, item.title) ?? item.title,
      description: textAt(item, 'description', at, item.description),
      acceptanceCriteria: textAt(item, 'acceptanceCriteria', at, item.acceptanceCriteria),
    }),
  };
}

/** Some trackers record that a description changed, but not what it was. */
function areTextsRecorded(items: readonly Item[]): boolean {
  let changed = false;
  for (const item of items) {
    for (const { field, from, to } of item.changes) {
      if (field !== 'description') continue;
      if (from !== null || to !== null) return true;
      changed = true;
    }
  }
  return !changed;
}

function isTextField(change: Change): boolean {
  return (TEXT_FIELDS as readonly string[]).includes(change.field);
}

/** The text at a past time; changes that carry no text leave the present one standing. */
function textAt(item: Item, field: TextField, at: Instant, present: string | null): string | null {
  const changes = changesOf(item, field).filter((change) => change.from !== null || change.to !== null);
  return valueAt(changes, at, present);
}

/** Where the tracker keeps no history of estimates, snapshots show it once two sprints have them; nobody is named then. */
export function estimateHistoryFacts(context: Context): EstimateHistoryFacts {
  const unrecorded = context.unrecorded('estimateHistory');
  const bySnapshots =
    unrecorded.length > 0 &&
    unrecorded.every((code) => code === 'NO_ESTIMATES') &&
    context.unrecorded('estimates').length === 0 &&
    sprintsWithSnapshots(context.history).length >= SNAPSHOT_SPRINTS;
  const seen = lazy(() => snapshotEstimates(context.history.snapshots));
  const settings = memo((item: Item): readonly EstimateSetting[] =>
    bySnapshots ? settingsSeen(item, seen()) : settingsOf(item),
  );
  const unseen = lazy(() =>
    unrecorded.length > 0 && !bySnapshots ? unrecorded : context.facts.estimates.unseen,
  );
  return {
    get unseen() {
      return unseen();
    },
    settings,
    estimateAt: (item, at) => {
      const shown = bySnapshots ? seen().valueAt(item.key, at) : undefined;
      if (shown !== undefined) return shown;
      const present = item.estimate === null ? null : String(item.estimate);
      const value = valueAt(changesOf(item, 'estimate'), at, present);
      return value === null || value === '' ? null : Number(value);
    },
    firstEstimates: (from, to) => {
      const first: EstimateSetting[] = [];
      // A snapshot may show an estimate on an item that nothing else happened to.
      const { pbis, pbisSince } = context.facts.items;
      for (const item of bySnapshots ? pbis : pbisSince(from)) {
        const setting = settings(item)[0];
        if (setting !== undefined && setting.at >= from && setting.at < to) first.push(setting);
      }
      return first.sort((a, b) => a.at - b.at);
    },
  };
}

function settingsSeen(item: Item, seen: SnapshotEstimates): readonly EstimateSetting[] {
  return seen
    .changesOf(item)
    .flatMap(({ at, value }) => (value === null ? [] : [{ item, at, by: null, value }]));
}

function settingsOf(item: Item): readonly EstimateSetting[] {
  const changes = changesOf(item, 'estimate');
  const settings: EstimateSetting[] = [];
  const initial = changes.length === 0 ? item.estimate : numberOrNull((changes[0] as Change).from);
  if (initial !== null) settings.push({ item, at: item.created, by: item.creator, value: initial });
  for (const change of changes) {
    const value = numberOrNull(change.to);
    if (value !== null)
      settings.push({ item, at: change.at, by: change.automated === true ? null : change.by, value });
  }
  return settings;
}

function numberOrNull(text: string | null): number | null {
  if (text === null || text.trim() === '') return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

/** Whether the team estimates at all: from 60 % of the Done PBIs on; few Done PBIs: any estimate on an open one. */
export function estimateFacts(context: Context): EstimateFacts {
  const usedShare = lazy(() => shareOf(context.facts.items.done, (item) => item.estimate !== null));
  const unseen = lazy(() => {
    const unrecorded = context.unrecorded('estimates');
    if (unrecorded.length > 0) return unrecorded;
    const used =
      context.facts.items.done.length > 0
        ? usedShare() >= ESTIMATES_USED
        : context.facts.items.open.some((item) => item.estimate !== null);
    return used ? [] : (['NO_ESTIMATES'] as const);
  });
  return {
    get unseen() {
      return unseen();
    },
    get usedShare() {
      return usedShare();
    },
  };
}
