import type { BoardStateFacts } from '../../facts/facts.ts';
import type { Status, StatusId } from '../../history/team-history.ts';

/** Asks a question about states by their id; an id that the source does not list means nothing. */
export function stateTest(
  boardStates: BoardStateFacts,
  test: (status: Status) => boolean,
): (id: StatusId | null) => boolean {
  return (id) => {
    const status = id === null ? null : boardStates.get(id);
    return status !== null && test(status);
  };
}
