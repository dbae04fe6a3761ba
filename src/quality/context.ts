import type { Facts, Window } from '../facts/facts.ts';
import type { Instant, TeamHistory } from '../history/team-history.ts';
import type { WorkingTime } from '../history/working-time.ts';

/** What readiness reads of a team. */
export interface QualityContext {
  readonly facts: Pick<
    Facts,
    | 'items'
    | 'order'
    | 'types'
    | 'changes'
    | 'acceptanceCriteria'
    | 'checklists'
    | 'estimates'
    | 'estimateHistory'
    | 'descriptionHistory'
    | 'links'
    | 'hierarchy'
    | 'statusHistory'
    | 'comments'
    | 'customerSignals'
    | 'roles'
    | 'roster'
  >;
  readonly history: TeamHistory;
  readonly asOf: Instant;
  readonly clock: WorkingTime;
  readonly window: Window;
}
