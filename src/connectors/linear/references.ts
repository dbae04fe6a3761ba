import type { PeopleDirectory } from '../people.ts';
import { seenUser } from './map-team.ts';
import type { LinearPages } from './pages.ts';
import { ISSUE_IDENTIFIERS, USERS, type LinearIssue, type LinearUser } from './queries.ts';

/** People and issues that histories name by id only: looked up once each, many to a request. */
export class References {
  /** Issue id → key. */
  readonly identifiers = new Map<string, string>();
  /** Whom or what Linear does not know it is not asked for again. */
  private readonly asked = new Set<string>();

  constructor(
    private readonly pages: LinearPages,
    private readonly people: PeopleDirectory,
  ) {}

  async lookUp(issues: readonly LinearIssue[]): Promise<void> {
    for (const issue of issues) this.note(issue);
    const unknownPeople = idsOf(issues, personIds).filter(
      (id) => this.people.idOf(id) === null && this.isNew(id),
    );
    for (const ids of chunks(unknownPeople, 100)) {
      const users = await this.pages.all<LinearUser>('Users', USERS, { ids }, ['users']);
      for (const user of users) this.people.add(seenUser(user));
    }
    const unknownParents = idsOf(issues, parentIds).filter(
      (id) => !this.identifiers.has(id) && this.isNew(id),
    );
    for (const ids of chunks(unknownParents, 100)) {
      const found = await this.pages.all<{ id: string; identifier: string }>(
        'IssueIdentifiers',
        ISSUE_IDENTIFIERS,
        { ids },
        ['issues'],
      );
      for (const { id, identifier } of found) this.identifiers.set(id, identifier);
    }
  }

  private note(issue: LinearIssue): void {
    this.identifiers.set(issue.id, issue.identifier);
    if (issue.parent !== null) this.identifiers.set(issue.parent.id, issue.parent.identifier);
    for (const outsider of [
      issue.externalUserCreator,
      ...issue.comments.nodes.map((comment) => comment.externalUser),
    ]) {
      if (outsider !== null) this.people.add({ ...outsider, handles: [], bot: false, active: true });
    }
  }

  private isNew(id: string): boolean {
    return this.asked.size !== this.asked.add(id).size;
  }
}

/** A list in parts of at most the given size. */
export function chunks<T>(values: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < values.length; start += size) parts.push(values.slice(start, start + size));
  return parts;
}

function idsOf(
  issues: readonly LinearIssue[],
  of: (issue: LinearIssue) => (string | null | undefined)[],
): string[] {
  return [...new Set(issues.flatMap(of))]
    .filter((id): id is string => id !== null && id !== undefined)
    .sort();
}

function personIds(issue: LinearIssue): (string | null | undefined)[] {
  return [
    issue.creator?.id,
    issue.assignee?.id,
    issue.asksRequester?.id,
    ...issue.comments.nodes.map((comment) => comment.user?.id),
    ...issue.history.nodes.flatMap((entry) => [
      entry.actorId,
      entry.fromAssigneeId,
      entry.toAssigneeId,
      ...(entry.descriptionUpdatedBy ?? []).map(({ id }) => id),
    ]),
  ];
}

function parentIds(issue: LinearIssue): (string | null | undefined)[] {
  return issue.history.nodes.flatMap((entry) => [entry.fromParentId, entry.toParentId]);
}
