import type { EventKind } from '../history/team-history.ts';
import {
  BARE_NAMES,
  CANCELLED_PREFIX,
  CLEAR_NAMES,
  EVENT_KINDS,
  fold,
  HIDDEN_TITLES,
  OTHER_MEETINGS,
} from './vocabulary.ts';

/** Titles of a team's own: plain text that the title contains, or a regular expression between slashes. */
export type ConfiguredTitles = Partial<Record<EventKind, readonly string[]>>;

const NO_TITLES: ConfiguredTitles = {};

export interface TitleMatch {
  readonly kind: EventKind;
  /** Where the name stands in the folded title. */
  readonly from: number;
  readonly to: number;
}

/** Words that may stand beside a bare name ("Sprint 14 Review Meeting Team Blue" is none). */
const BESIDE =
  /^(?:sprints?|iteration|cycle|team|scrum|meeting|session|call|workshop|and|und|et|y|e|en|i|the|de|\d[\d.]*|#\d+)$/;

/** Most titles name no event at all: one look tells. */
const ANY_NAME = new RegExp(
  [...Object.values(CLEAR_NAMES), ...Object.values(BARE_NAMES)].map(({ source }) => source).join('|'),
);

/**
 * The Scrum events that a meeting's title names, in the order in which they stand; none for a hidden title or a
 * meeting of another kind. A title may name several ("Review + Retro").
 */
export function eventsInTitle(
  title: string,
  configured: ConfiguredTitles = NO_TITLES,
): readonly TitleMatch[] {
  const text = fold(title.replace(CANCELLED_PREFIX, ''));
  if (HIDDEN_TITLES.test(text)) return [];
  const own = configured === NO_TITLES ? [] : configuredMatches(title, text, configured);
  if (own.length > 0) return own;
  if (!ANY_NAME.test(text)) return [];
  if (OTHER_MEETINGS.test(text)) return [];
  const clear = EVENT_KINDS.flatMap((kind) => firstMatch(text, kind, CLEAR_NAMES[kind]));
  const kept = withoutInner(clear);
  const bare = (Object.entries(BARE_NAMES) as [EventKind, RegExp][])
    .filter(([kind]) => !kept.some((match) => match.kind === kind))
    .flatMap(([kind, pattern]) => firstMatch(text, kind, pattern))
    .filter((match) => !kept.some((other) => overlaps(match, other)));
  const accepted = kept.length > 0 || standsAlone(text, bare) ? bare : [];
  return [...kept, ...accepted].sort((a, b) => a.from - b.from);
}

/** The kinds alone, in the order of the title. */
export function kindsInTitle(title: string, configured: ConfiguredTitles = {}): readonly EventKind[] {
  return [...new Set(eventsInTitle(title, configured).map((match) => match.kind))];
}

/** The calendar marks the meeting as cancelled in its title. */
export function isCancelledTitle(title: string): boolean {
  return CANCELLED_PREFIX.test(title);
}

function configuredMatches(title: string, text: string, configured: ConfiguredTitles): readonly TitleMatch[] {
  return EVENT_KINDS.filter((kind) =>
    (configured[kind] ?? []).some((wanted) => {
      const expression = /^\/(.+)\/$/.exec(wanted)?.[1];
      if (expression !== undefined) return new RegExp(expression, 'iu').test(title);
      const plain = fold(wanted);
      return plain !== '' && text.includes(plain);
    }),
  ).map((kind) => ({ kind, from: 0, to: text.length }));
}

function firstMatch(text: string, kind: EventKind, pattern: RegExp): readonly TitleMatch[] {
  const longest = [...text.matchAll(pattern)].sort((a, b) => b[0].length - a[0].length)[0];
  return longest === undefined ? [] : [{ kind, from: longest.index, to: longest.index + longest[0].length }];
}

/** "Planning poker" is refinement, "sprint retro demo" both: a name inside a longer one does not count. */
function withoutInner(matches: readonly TitleMatch[]): readonly TitleMatch[] {
  const length = (match: TitleMatch): number => match.to - match.from;
  return matches.filter(
    (match) =>
      !matches.some((other) => other !== match && overlaps(match, other) && length(other) > length(match)),
  );
}

function overlaps(a: TitleMatch, b: TitleMatch): boolean {
  return a.from < b.to && b.from < a.to;
}

function standsAlone(text: string, matches: readonly TitleMatch[]): boolean {
  if (matches.length === 0) return false;
  let rest = '';
  let position = 0;
  for (const match of [...matches].sort((a, b) => a.from - b.from)) {
    rest += `${text.slice(position, match.from)} `;
    position = Math.max(position, match.to);
  }
  rest += text.slice(position);
  return rest.split(' ').every((word) => word === '' || BESIDE.test(word));
}
