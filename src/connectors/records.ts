import { FACTS, type Fact, type ReasonCode } from '../history/reasons.ts';

/**
 * Whether a tracker keeps a fact: `yes`; `partly` (something of it is missing, or it depends on how the team works there);
 * `snapshots`: not by itself, daily snapshots make it visible; `no`.
 */
export type Keeps = 'yes' | 'partly' | 'snapshots' | 'no';

/** What a tracker declares about one fact. */
export interface FactRecord {
  readonly keeps: Keeps;
  /** Codes that a history read from it gives for the fact where it is missing. */
  readonly codes: readonly ReasonCode[];
  /** Where it is found, or what is missing, in plain words. */
  readonly note: string;
}

/** What a tracker can know, by fact. A history read from it never claims to miss anything else. */
export type Records = Readonly<Record<Fact, FactRecord>>;

export const yes = (note = '', ...codes: ReasonCode[]): FactRecord => ({ keeps: 'yes', codes, note });
export const partly = (note: string, ...codes: ReasonCode[]): FactRecord => ({
  keeps: 'partly',
  codes,
  note,
});
export const bySnapshots = (note: string, ...codes: ReasonCode[]): FactRecord => ({
  keeps: 'snapshots',
  codes,
  note,
});
export const no = (note: string, ...codes: ReasonCode[]): FactRecord => ({ keeps: 'no', codes, note });

/** Events, attendees and pages come from calendars and wikis, whatever the tracker. */
export const EVENTS_ELSEWHERE = {
  attendees: no('calendars and wikis hold them'),
  wiki: no('a Confluence space holds them'),
} as const;

/** Facts that are changes over time. */
const HISTORIES: readonly Fact[] = FACTS.filter((fact) => fact === 'changes' || fact.endsWith('History'));

/** What an export of present values keeps of what the tracker itself keeps. */
export function exportRecords(
  tracker: Records,
  missingFacts: Partial<Record<Fact, readonly ReasonCode[]>>,
  special: Partial<Records>,
): Records {
  const record = (fact: Fact): FactRecord => {
    if (HISTORIES.includes(fact)) return no('the export holds present values only', 'NO_CHANGELOG');
    const codes = missingFacts[fact];
    return special[fact] ?? (codes === undefined ? tracker[fact] : no('not in the export', ...codes));
  };
  return Object.fromEntries(FACTS.map((fact) => [fact, record(fact)])) as unknown as Records;
}

/** The codes with which a history says that it does not hold a fact. */
export function missing(
  records: Records,
  ...facts: readonly Fact[]
): Partial<Record<Fact, readonly ReasonCode[]>> {
  return Object.fromEntries(facts.map((fact) => [fact, records[fact].codes]));
}

/**
 * What a history claims to miss beyond the declaration of its tracker; empty when it keeps to it. A token that may not read
 * something is no matter of the tracker.
 */
export function undeclared(
  records: Records,
  unrecorded: Partial<Record<Fact, readonly ReasonCode[]>>,
): string[] {
  return FACTS.flatMap((fact) =>
    (unrecorded[fact] ?? [])
      .filter((code) => code !== 'PERMISSION_DENIED' && !records[fact].codes.includes(code))
      .map((code) => `${fact}: ${code}`),
  );
}
