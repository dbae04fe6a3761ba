import type { ItemKey, Status } from '../../history/team-history.ts';
import {
  categoryByName,
  issueFieldKind,
  labelPriority,
  OPEN,
  plainStatuses,
  sortedPriorities,
  statusesOf,
  type Board,
  type FieldNames,
} from './board.ts';
import type { GithubWorld } from './map-issue.ts';
import type { GithubIssue } from './queries.ts';

/** What only the issues themselves tell, as a cursor keeps it from run to run. */
export interface LearnedState {
  /** Names of statuses that histories mention and no field holds any more. */
  readonly formerStatuses: readonly string[];
  readonly labelPriorities: readonly string[];
  readonly issueTypes: boolean;
  readonly fieldEstimates: boolean;
  readonly fieldPriorities: readonly string[];
  /** Milestone title → numbers of its issues, where milestones are plans. */
  readonly planItems: Readonly<Record<string, readonly number[]>>;
}

/** Former statuses, priorities of labels, fields in use and milestones of issues, learned issue by issue. */
export class Learned {
  private readonly formerStatuses: Set<string>;
  private readonly labelPriorities: Set<string>;
  private readonly fieldPriorities: Set<string>;
  issueTypes: boolean;
  /** An organisation's issue field holds the estimate. */
  fieldEstimates: boolean;
  private readonly planOf = new Map<number, string>();

  constructor(before: LearnedState | null) {
    this.formerStatuses = new Set(before?.formerStatuses);
    this.labelPriorities = new Set(before?.labelPriorities);
    this.fieldPriorities = new Set(before?.fieldPriorities);
    this.issueTypes = before?.issueTypes ?? false;
    this.fieldEstimates = before?.fieldEstimates ?? false;
    for (const [title, numbers] of Object.entries(before?.planItems ?? {}))
      for (const number of numbers) this.planOf.set(number, title);
  }

  from(issue: GithubIssue, board: Board | null, names: FieldNames): void {
    const known = new Set(board?.statuses.map(({ name }) => name) ?? []);
    for (const event of issue.timelineItems.nodes) {
      if (
        event?.__typename === 'ProjectV2ItemStatusChangedEvent' &&
        event.project?.number === board?.number
      ) {
        for (const name of [event.previousStatus, event.status])
          if (name !== undefined && name !== '' && !known.has(name)) this.formerStatuses.add(name);
      }
      if (event?.label !== undefined) this.label(event.label.name);
    }
    for (const label of issue.labels?.nodes ?? []) if (label !== null) this.label(label.name);
    for (const value of issue.issueFieldValues?.nodes ?? []) {
      const kind = issueFieldKind(value?.field?.name, names);
      if (kind === 'estimate') this.fieldEstimates = true;
      if (kind === 'priority' && value?.name !== undefined) this.fieldPriorities.add(value.name);
    }
    if (issue.issueType !== null && issue.issueType !== undefined) this.issueTypes = true;
    if (issue.milestone === null) this.planOf.delete(issue.number);
    else this.planOf.set(issue.number, issue.milestone.title);
  }

  private label(name: string): void {
    const priority = labelPriority(name);
    if (priority !== null) this.labelPriorities.add(priority);
  }

  forget(issue: number): void {
    this.planOf.delete(issue);
  }

  /** Where priorities come from: an issue field has a history, a field of the board has none. */
  priorityFrom(board: Board | null): GithubWorld['priorityFrom'] {
    if (this.fieldPriorities.size > 0) return 'issue-field';
    if (board !== null && board.priorityField !== null) return 'project';
    return this.labelPriorities.size > 0 ? 'labels' : null;
  }

  priorities(board: Board | null): string[] {
    const from = this.priorityFrom(board);
    if (from === 'project') return [...(board?.priorities ?? [])];
    return sortedPriorities(from === 'issue-field' ? this.fieldPriorities : this.labelPriorities);
  }

  /** Statuses from left to right: open, the board's, those it no longer has, and the ways to close. */
  statuses(board: Board | null): Status[] {
    const current = board?.statuses ?? [];
    const former = statusesOf([...this.formerStatuses].sort()).map((status, index) => ({
      ...status,
      category: categoryByName(status.name) ?? ('doing' as const),
      position: current.length + 1 + index,
    }));
    const plain = plainStatuses(board, current.length + former.length);
    return [
      ...plain.filter(({ id }) => id === OPEN),
      ...current,
      ...former,
      ...plain.filter(({ id }) => id !== OPEN),
    ];
  }

  itemsByPlan(): Map<string, ItemKey[]> {
    const items = new Map<string, ItemKey[]>();
    for (const [number, title] of [...this.planOf].sort(([a], [b]) => a - b))
      items.set(title, [...(items.get(title) ?? []), `#${number}`]);
    return items;
  }

  state(): LearnedState {
    const planItems = [...this.itemsByPlan()].map(([title, keys]) => [
      title,
      keys.map((key) => Number(key.slice(1))),
    ]);
    return {
      formerStatuses: [...this.formerStatuses].sort(),
      labelPriorities: [...this.labelPriorities].sort(),
      issueTypes: this.issueTypes,
      fieldEstimates: this.fieldEstimates,
      fieldPriorities: [...this.fieldPriorities].sort(),
      planItems: Object.fromEntries(planItems) as LearnedState['planItems'],
    };
  }
}
