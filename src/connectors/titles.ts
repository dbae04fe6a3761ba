import type { EventKind } from '../history/team-history.ts';

/** Titles of pages, documents and discussions that record a Scrum event (rules §3), in the order they are asked. */
const KINDS: readonly (readonly [EventKind, RegExp])[] = [
  ['retrospective', /\bretro(s|spectives?)?\b|\bretrospektive\b|\brückblick\b/i],
  [
    'review',
    /\b(sprint|iteration|cycle)[ -]?(\d+ )?review\b|\breview (notes|meeting|&|and)|\bsprint demo\b|\bsystem demo\b|\bdemo notes\b|\bshow (&|and) tell\b/i,
  ],
  [
    'planning',
    /\b(sprint|iteration|cycle)[ -]?(\d+ )?planning\b|\bsprintplanung\b|\bplanning (notes|meeting)\b/i,
  ],
  ['refinement', /\b(backlog )?(refinement|grooming)\b/i],
];

/** The Scrum event that a title names; null when it names none. */
export function eventKindOf(title: string): EventKind | null {
  return KINDS.find(([, pattern]) => pattern.test(title))?.[0] ?? null;
}

/** Words with which teams name sprints: used where a tracker does not say which of its plans are sprints. */
export const SPRINT_NAME = /\b(sprint|iteration|cycle)\b/i;

const EPIC = /^(epics?|initiatives?|themes?|saga)$/i;
const SUB = /^(sub-?tasks?|sub-?issues?|unteraufgabe)$/i;

/** Whether a type or label stands above the Product Backlog Item. */
export function isAboveType(name: string | null): boolean {
  return name !== null && EPIC.test(name.trim());
}

/** Whether a type or label stands for a part of a Product Backlog Item. */
export function isSubType(name: string | null): boolean {
  return name !== null && SUB.test(name.trim());
}
