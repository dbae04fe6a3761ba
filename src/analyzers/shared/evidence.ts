import type { Period } from '../../facts/facts.ts';
import type { Instant, Item, Sprint } from '../../history/team-history.ts';
import type { EvidenceNote } from '../analyzer.ts';

/** Pointers into the work. None of them names a person. */

export function itemNote(item: Item, text: string, at: Instant | null = null): EvidenceNote {
  return { kind: 'item', text, key: item.key, at };
}

export function changeNote(item: Item, text: string, at: Instant): EvidenceNote {
  return { kind: 'change', text, key: item.key, at };
}

export function sprintNote(sprint: Sprint, text: string): EvidenceNote {
  return { kind: 'sprint', text, key: sprint.name, at: sprint.completed };
}

/** A sprint of W, or two weeks in a team without sprints. */
export function periodNote(period: Period, text: string): EvidenceNote {
  return period.sprint === null
    ? { kind: 'metric', text: `${period.name}: ${text}`, at: period.to }
    : sprintNote(period.sprint, text);
}

export function metricNote(text: string): EvidenceNote {
  return { kind: 'metric', text };
}
