import type { Context } from '../facts/context.ts';
import { lazy } from '../facts/lazy.ts';
import { lookBackStart } from '../facts/window.ts';
import type { Instant, PersonId, Role } from '../history/team-history.ts';
import { DAY } from '../history/working-time.ts';
import { ACT_FINDERS, SOMEBODY, recentItems, sessionsOf, type RoleAct } from './acts.ts';
import { scoreRole, type Score, type SignalSessions } from './score.ts';
import { type Hat, type Signal, signalsOf } from './signals.ts';

/** Gates of rules §2.2: below them a person or a team tells nothing. */
export const GATES = {
  periods: 3,
  sessions: 30,
  team: 3,
  evidence: 0.35,
  ownSessions: 5,
  ownDays: 3,
  ownPeriods: 2,
} as const;

/** A span of time that is looked at; an act at its end belongs to it. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** What the whole team does that is a signal for a role, in sessions. */
export interface SignalSeen {
  readonly signal: Signal;
  /** Null where the source cannot record it. */
  readonly sessions: readonly RoleAct[] | null;
}

/** Closing a sprint and its retrospective fall a little after its end, hence after the window's. */
const AFTER_WINDOW = DAY;
const WEEK = 7 * DAY;

/** Looks at behaviour once and scores it for any span of time. */
export class Observer {
  readonly window: Span;
  private readonly seen: Readonly<Record<Hat, () => readonly SignalSeen[]>>;
  /** Sessions of each person, whatever the signal. */
  private readonly byPerson: Readonly<Record<Hat, () => ReadonlyMap<PersonId, readonly RoleAct[]>>>;
  private readonly recent = lazy(() =>
    recentItems(this.context, Math.min(this.window.from, lookBackStart(this.context.window))),
  );
  private readonly known = new Map<string, readonly Score[]>();

  constructor(private readonly context: Context) {
    const { from, to } = context.window;
    this.window = {
      from: from ?? context.asOf,
      to: Math.min(context.asOf, (to ?? context.asOf) + AFTER_WINDOW),
    };
    const find = (hat: Hat): (() => readonly SignalSeen[]) =>
      lazy(() => signalsOf(hat).map((signal) => this.find(hat, signal)));
    this.seen = {
      'product-owner': find('product-owner'),
      'scrum-master': find('scrum-master'),
      developers: find('developers'),
    };
    const group = (hat: Hat) => lazy(() => grouped(this.signals(hat).flatMap((one) => one.sessions ?? [])));
    this.byPerson = {
      'product-owner': group('product-owner'),
      'scrum-master': group('scrum-master'),
      developers: group('developers'),
    };
  }

  /** Every signal of the hat with its sessions since the earliest sprint that is looked back on. */
  signals(hat: Hat): readonly SignalSeen[] {
    return this.seen[hat]();
  }

  /** Sessions of a hat in a span, in order. */
  sessions(hat: Hat, span: Span): readonly RoleAct[] {
    return this.signals(hat)
      .flatMap((one) => one.sessions ?? [])
      .filter((session) => within(session.at, span))
      .sort((a, b) => a.at - b.at);
  }

  /** Scores of everybody in the spans, strongest first; people below their own gate have confidence 0. */
  scores(hat: Hat, spans: readonly Span[] = [this.window]): readonly Score[] {
    const key = `${hat} ${spans.map((span) => `${span.from}-${span.to}`).join(' ')}`;
    const found = this.known.get(key);
    if (found !== undefined) return found;
    const scores = this.score(hat, spans);
    this.known.set(key, scores);
    return scores;
  }

  /** The people who are scored: the members and whoever shows enough of the behaviour. */
  readonly team = lazy((): readonly PersonId[] => {
    const { roster } = this.context.facts;
    const counts = new Map<PersonId, number>();
    for (const role of ['product-owner', 'scrum-master'] as const)
      for (const { by } of this.sessions(role, this.window))
        if (by !== SOMEBODY) counts.set(by, (counts.get(by) ?? 0) + 1);
    const acting = [...counts].filter(([, n]) => n >= GATES.ownSessions).map(([person]) => person);
    return [...new Set([...roster.members, ...acting])].sort();
  });

  private find(hat: Hat, signal: Signal): SignalSeen {
    const finder = ACT_FINDERS[hat][signal.id];
    const acts = finder === undefined ? null : finder(this.context, this.recent());
    return { signal, sessions: acts === null ? null : sessionsOf(acts) };
  }

  private score(hat: Hat, spans: readonly Span[]): readonly Score[] {
    const from = Math.min(...spans.map((span) => span.from));
    const to = Math.max(...spans.map((span) => span.to));
    const weeks = Math.max(1, Math.ceil((to - from) / WEEK));
    const inSpans = (session: RoleAct): boolean => spans.some((span) => within(session.at, span));
    const signals = this.signals(hat).map((one): SignalSessions => ({
      signal: one.signal,
      observable: one.sessions !== null,
      sessions: (one.sessions ?? []).filter(inSpans).map((session) => ({
        person: session.by,
        week: Math.min(weeks - 1, Math.floor((session.at - from) / WEEK)),
      })),
    }));
    const { history } = this.context;
    // The length of the window, not its place in time: the same team a week later is scored alike.
    const seed = `${history.team.name}|${hat}|${to - from}`;
    return scoreRole(signals, this.team(), weeks, seed).map((score) =>
      this.passesGate(hat, score.person, spans) ? score : { ...score, confidence: 0 },
    );
  }

  /** At least 5 sessions on 3 days in 2 sprints or periods. */
  private passesGate(hat: Hat, person: PersonId, spans: readonly Span[]): boolean {
    const own = (this.byPerson[hat]().get(person) ?? []).filter((session) =>
      spans.some((span) => within(session.at, span)),
    );
    if (own.length < GATES.ownSessions) return false;
    const days = new Set(own.map((session) => this.context.clock.dateOf(session.at)));
    const { periods } = this.context.window;
    const touched = new Set(
      own.map((session) => periods.findLastIndex((period) => session.at >= period.from)),
    );
    return days.size >= GATES.ownDays && touched.size >= GATES.ownPeriods;
  }
}

function grouped(sessions: readonly RoleAct[]): ReadonlyMap<PersonId, readonly RoleAct[]> {
  const groups = new Map<PersonId, RoleAct[]>();
  for (const session of sessions) {
    const group = groups.get(session.by);
    if (group === undefined) groups.set(session.by, [session]);
    else group.push(session);
  }
  return groups;
}

function within(at: Instant, span: Span): boolean {
  return at >= span.from && at <= span.to;
}

export const ROLES: readonly Role[] = ['product-owner', 'scrum-master'];
