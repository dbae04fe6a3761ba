import { CredentialsError } from '../../errors.ts';
import type { Gap } from '../../history/team-history.ts';
import type { Progress } from '../connector.ts';
import { boardOf, fieldsOf, NO_FIELDS, type Board, type FieldNames, type ItemFields } from './board.ts';
import type { GithubClient } from './client.ts';
import { findProject } from './lookup.ts';
import {
  PROJECT_ITEMS,
  type Connection,
  type GithubIssue,
  type GithubProject,
  type ProjectItem,
} from './queries.ts';

interface Place {
  readonly fields: ItemFields;
  readonly rank: string;
}

/** The project in which a team plans: its fields, and where each of the repository's issues stands on it. */
export class PlanningBoard {
  project: GithubProject | null = null;
  board: Board | null = null;
  /** The token may not read the project. */
  denied = false;
  /** Places by issue number; null while the board was not read again because nothing on it changed. */
  private places: Map<number, Place> | null = null;
  private readonly storedRanks = new Map<number, string | null>();

  /** @param state how the board looked at the last run: its last change, size and first page */
  constructor(
    private readonly client: GithubClient,
    public state: string | null,
  ) {}

  /** Whether places were read in this run. */
  get wasRead(): boolean {
    return this.places !== null;
  }

  /**
   * Reads the fields, and the items when they may have changed. Without the scope for it a gap is noted and the rest of the
   * repository is read all the same.
   * @param again reads the items even if the board looks as it did
   */
  async read(
    place: { readonly owner: string; readonly number: number; readonly repository: string },
    names: FieldNames,
    again: boolean,
    progress: Progress,
  ): Promise<Gap | null> {
    try {
      this.project = await findProject(this.client, place.owner, place.number);
    } catch (error) {
      if (!(error instanceof CredentialsError)) throw error;
      this.denied = true;
      const why = `${error.message} ${error.next}`;
      progress.warn(why);
      return { what: `project ${place.number} of ${place.owner}`, why };
    }
    this.board = boardOf(this.project, names);
    await this.readItems(this.project, this.board, place.repository, again, progress);
    return null;
  }

  private async readItems(
    project: GithubProject,
    board: Board,
    repository: string,
    again: boolean,
    progress: Progress,
  ): Promise<void> {
    const first = await this.page(project.id, null);
    const state = JSON.stringify([project.updatedAt, first.totalCount, hash(first.nodes)]);
    if (state === this.state && !again) return;
    const nodes = [...first.nodes];
    let { pageInfo } = first;
    while (pageInfo.hasNextPage) {
      const page = await this.page(project.id, pageInfo.endCursor);
      nodes.push(...page.nodes);
      pageInfo = page.pageInfo;
      progress.step('board items', nodes.length, first.totalCount);
    }
    this.state = state;
    this.places = placesOf(nodes, board, repository);
  }

  private async page(
    project: string,
    cursor: string | null,
  ): Promise<Connection<ProjectItem> & { totalCount: number }> {
    const { data } = await this.client.query<{
      node: { items: Connection<ProjectItem> & { totalCount: number } };
    }>(PROJECT_ITEMS, { project, cursor });
    return data.node.items;
  }

  /** When the board was not read again, changed issues keep the place they had. */
  remember(issue: number, rank: string | null): void {
    this.storedRanks.set(issue, rank);
  }

  /** Present values of an issue's fields: from the board, else as the issue itself shows them. */
  fieldsOf(issue: GithubIssue): ItemFields {
    const { board } = this;
    if (board === null) return NO_FIELDS;
    const place = this.places?.get(issue.number);
    if (place !== undefined) return place.fields;
    const own = issue.projectItems?.nodes.find((node) => node?.project.number === board.number);
    return own === undefined || own === null ? NO_FIELDS : fieldsOf(own.fieldValues.nodes, board);
  }

  placeOf(issue: number): { readonly fields: ItemFields; readonly rank: string | null } {
    return this.places?.get(issue) ?? { fields: NO_FIELDS, rank: null };
  }

  rankOf(issue: number): string | null {
    return this.places === null ? (this.storedRanks.get(issue) ?? null) : this.placeOf(issue).rank;
  }
}

function placesOf(
  nodes: readonly (ProjectItem | null)[],
  board: Board,
  repository: string,
): Map<number, Place> {
  const places = new Map<number, Place>();
  nodes.forEach((node, index) => {
    const content = node?.content;
    if (content?.__typename !== 'Issue' || content.number === undefined) return;
    if (content.repository?.nameWithOwner.toLowerCase() !== repository.toLowerCase()) return;
    places.set(content.number, {
      fields: fieldsOf(node?.fieldValues.nodes ?? [], board),
      rank: String(index).padStart(6, '0'),
    });
  });
  return places;
}

/** A short fingerprint of what a page of the board shows, in its order. */
function hash(value: unknown): string {
  let code = 2166136261;
  for (const character of JSON.stringify(value))
    code = Math.imul(code ^ character.charCodeAt(0), 16777619) >>> 0;
  return code.toString(16);
}
