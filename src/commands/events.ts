import { createHash } from 'node:crypto';
import type { Config } from '../config/config.ts';
import { isOn, type EventSourceConfig, type TeamConfig } from '../config/schema.ts';
import type { DiagnosisLine, Progress } from '../connectors/connector.ts';
import type { EventReading } from '../events/collected.ts';
import { mergeReading } from '../events/merge.ts';
import type { Instant, TeamHistory } from '../history/team-history.ts';
import { DAY } from '../history/working-time.ts';
import type { Store } from '../store/store.ts';

export interface EventContext {
  readonly config: Config;
  readonly store: Store;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  readonly now: Instant;
}

/** Calendars hold series without end: events are read from two years before the data ends until a month after it. */
const BACK_DAYS = 750;
const AHEAD_DAYS = 31;

/** Reads the team's calendars and wikis and keeps what they gave; one that fails keeps what it gave before. */
export async function syncEvents(team: TeamConfig, context: EventContext): Promise<void> {
  const sources = team.events ?? [];
  const before = await context.store.readings(team.name);
  const readings: Record<string, EventReading> = {};
  for (const [index, source] of sources.entries()) {
    context.progress.step(`${team.name}: calendars and wikis`, index + 1, sources.length);
    const place = placeOf(source);
    const reading = await readSource(source, team, context);
    const earlier = before[place] as EventReading | undefined;
    readings[place] =
      reading.source === null && earlier !== undefined
        ? { ...earlier, gaps: reading.gaps, complete: false }
        : reading;
  }
  if (sources.length > 0 || Object.keys(before).length > 0)
    await context.store.putReadings(team.name, readings);
}

async function readSource(
  source: EventSourceConfig,
  team: TeamConfig,
  context: Omit<EventContext, 'store'>,
): Promise<EventReading> {
  const timezone = team.timezone ?? context.config.timezone;
  const range = { from: context.now - BACK_DAYS * DAY, to: context.now + AHEAD_DAYS * DAY };
  const complete = isOn(source.complete) ?? false;
  if ('calendar' in source) {
    const { readCalendar } = await import('../connectors/calendar/index.ts');
    return readCalendar({
      location: source.calendar,
      complete,
      ...titlesOf(source),
      ...range,
      timezone,
      signal: context.signal,
    });
  }
  const { readConfluence } = await import('../connectors/confluence/index.ts');
  return readConfluence({
    wiki: source.confluence,
    space: source.space,
    complete,
    ...titlesOf(source),
    texts: isOn(team.agreements?.retrospectiveTexts) ?? false,
    ...range,
    env: context.env,
    signal: context.signal,
    onWait: (text) => context.progress.warn(text),
  });
}

function titlesOf({ titles }: EventSourceConfig): { titles?: Defined<NonNullable<typeof titles>> } {
  return titles === undefined ? {} : { titles: definedOnly(titles) };
}

/** Reads every source without keeping anything, for `doctor`. */
export async function testEvents(
  team: TeamConfig,
  context: Omit<EventContext, 'store'>,
): Promise<DiagnosisLine[]> {
  const lines: DiagnosisLine[] = [];
  for (const source of team.events ?? []) {
    const reading = await readSource(source, team, context);
    const name = reading.source?.name ?? 'a source of events';
    const found = `${name}: ${reading.events.length} Scrum events found`;
    lines.push(
      reading.source === null
        ? {
            ok: false,
            what: reading.gaps.map((gap) => `${gap.what}: ${gap.why}`).join('; '),
            next: 'Check its address or path and its permissions.',
            exitCode: 4,
          }
        : {
            ok: reading.events.length > 0 ? true : null,
            what: found,
            next:
              reading.events.length > 0 ? null : 'Name the team’s own titles of its events under titles:.',
          },
      ...(reading.source === null
        ? []
        : reading.gaps.map((gap) => ({ ok: null, what: `${gap.what}: ${gap.why}`, next: null }))),
    );
  }
  if ((team.events ?? []).length === 0) {
    const next = 'Add a calendar under events: to judge whether the Scrum events take place.';
    lines.push({ ok: null, what: 'No calendar or wiki is connected', next });
  }
  return lines;
}

/** The history with what its calendars and wikis gave. */
export async function withEvents(history: TeamHistory, store: Store): Promise<TeamHistory> {
  const readings = Object.values(await store.readings(history.team.name)) as EventReading[];
  return readings.reduce((merged, reading) => mergeReading(merged, reading), history);
}

/** Addresses of calendars are secrets, so the store knows them by their hash. */
function placeOf(source: EventSourceConfig): string {
  const place = 'calendar' in source ? source.calendar : `${source.confluence} ${source.space}`;
  return createHash('sha256').update(place).digest('hex').slice(0, 24);
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function definedOnly<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Defined<T>;
}
