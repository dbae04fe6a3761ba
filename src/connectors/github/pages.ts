import type { Gap } from '../../history/team-history.ts';
import type { GithubClient } from './client.ts';
import type { Connection } from './queries.ts';

/** Connections of one repository, page by page. */
export class RepositoryPages {
  constructor(
    private readonly client: GithubClient,
    private readonly owner: string,
    private readonly name: string,
    private readonly note: (gap: Gap) => void,
  ) {}

  /** All nodes of a connection. */
  async all<Node>(
    query: string,
    variables: Record<string, unknown>,
    path: readonly string[],
    start: string | null = null,
  ): Promise<Node[]> {
    const nodes: Node[] = [];
    let cursor = start;
    do {
      const page: Connection<Node> = await this.page<Node>(query, { ...variables, cursor }, path);
      nodes.push(...page.nodes.filter((node) => node !== null));
      cursor = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (cursor !== null);
    return nodes;
  }

  /** One page of a connection; what GitHub could not give is noted, the rest is used. */
  async page<Node>(
    query: string,
    variables: Record<string, unknown>,
    path: readonly string[],
  ): Promise<Connection<Node>> {
    const { data, problems } = await this.client.query<Record<string, unknown>>(query, {
      owner: this.owner,
      name: this.name,
      ...variables,
    });
    for (const { message } of problems)
      this.note({ what: `${path.join(' ')} of ${this.owner}/${this.name}`, why: message });
    const found = path.reduce<unknown>(
      (value, step) => (value as Record<string, unknown> | null | undefined)?.[step],
      data,
    );
    return (
      (found as Connection<Node> | null | undefined) ?? {
        nodes: [],
        pageInfo: { hasNextPage: false, endCursor: null },
      }
    );
  }
}
