import { TrackerError } from '../../errors.ts';
import type { Gap } from '../../history/team-history.ts';
import type { LinearClient } from './client.ts';
import type { Connection } from './queries.ts';

/** Linear's connections, page by page. */
export class LinearPages {
  /** @param team its key, for what is said about missing parts */
  constructor(
    private readonly client: LinearClient,
    private readonly team: string,
    private readonly note: (gap: Gap) => void,
  ) {}

  /** All nodes of a connection. */
  async all<Node>(
    name: string,
    query: string,
    variables: Record<string, unknown>,
    path: readonly string[],
    start: string | null = null,
  ): Promise<Node[]> {
    const nodes: Node[] = [];
    let after = start;
    do {
      const page = await this.page<Node>(name, query, { ...variables, after }, path);
      nodes.push(...page.nodes);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    return nodes;
  }

  /** One page of a connection; parts that Linear could not give are noted as gaps, the rest is used. */
  async page<Node>(
    name: string,
    query: string,
    variables: Record<string, unknown>,
    path: readonly string[],
  ): Promise<Connection<Node>> {
    const { data, missing } = await this.client.query<Record<string, unknown>>(name, query, variables);
    for (const { path: where, why } of missing)
      this.note({ what: `${name.toLowerCase()} of team ${this.team} (${where})`, why });
    const found = path.reduce<unknown>(
      (value, step) => (value as Record<string, unknown> | null | undefined)?.[step],
      data,
    );
    if (found === null || found === undefined) {
      if (missing.length > 0) return { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
      throw new TrackerError({
        code: 'LINEAR_UNEXPECTED',
        message: `Linear's answer to ${name} has no ${path.join('.')}.`,
        next: 'Update hatcheck; if it is the newest, report this.',
      });
    }
    const connection = found as Connection<Node | null>;
    return { ...connection, nodes: connection.nodes.filter((node) => node !== null) };
  }
}
