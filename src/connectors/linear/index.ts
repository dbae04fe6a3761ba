import type { Connector } from '../connector.ts';
import type { Backoff, Clock } from '../manners/waiting.ts';
import { LinearClient } from './client.ts';
import { LinearRun } from './collect.ts';
import { diagnoseLinear } from './diagnose.ts';
import type { GoalPlace } from './map-team.ts';

export interface LinearOptions {
  /** Team key, like MOB. */
  readonly team: string;
  /** From the environment; never logged. */
  readonly token: string;
  /** Default https://api.linear.app/graphql. */
  readonly api?: string;
  /** Where the team writes the goals of its cycles; without it description and linked documents are read. */
  readonly goalPlace?: GoalPlace;
  /** Sets of handles and e-mails that are one person each. */
  readonly samePeople?: readonly (readonly string[])[];
  readonly clock?: Clock;
  readonly backoff?: Backoff;
  readonly patienceMs?: number;
}

/** Reads one team of Linear. */
export function linearConnector(options: LinearOptions): Connector {
  const client = (signal: AbortSignal, onWait?: (text: string) => void): LinearClient =>
    new LinearClient({
      token: options.token,
      signal,
      ...(options.api === undefined ? {} : { api: options.api }),
      ...(options.clock === undefined ? {} : { clock: options.clock }),
      ...(options.backoff === undefined ? {} : { backoff: options.backoff }),
      ...(options.patienceMs === undefined ? {} : { patienceMs: options.patienceMs }),
      ...(onWait === undefined ? {} : { onWait }),
    });
  const scope = {
    team: options.team,
    goalPlace: options.goalPlace ?? null,
    samePeople: options.samePeople ?? [],
  };
  return {
    id: 'linear',
    collect: (context) =>
      new LinearRun(
        client(context.signal, (text) => context.progress.warn(text)),
        scope,
        context,
      ).collect(),
    diagnose: (context) => diagnoseLinear(client(context.signal), scope, context),
  };
}
