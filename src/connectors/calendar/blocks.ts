/** Splits the text of a calendar into its events before anything is interpreted, so that one broken entry spoils no other. */

export interface EventBlock {
  /** Unfolded lines from BEGIN:VEVENT to END:VEVENT, alarms left out. */
  readonly lines: readonly string[];
  readonly uid: string;
  readonly title: string;
  readonly private: boolean;
  /** The day only, no time: holidays, absences. */
  readonly allDay: boolean;
}

export interface CalendarBlocks {
  readonly events: readonly EventBlock[];
  /** VTIMEZONE components by their TZID. */
  readonly zones: ReadonlyMap<string, readonly string[]>;
  /** X-WR-TIMEZONE: the zone of times without one. */
  readonly zone: string | null;
}

/** Reads the lines of a calendar; null when the text holds none. */
export function calendarBlocks(text: string): CalendarBlocks | null {
  if (!/^[ \t]*BEGIN:VCALENDAR\s*$/im.test(text)) return null;
  const events: EventBlock[] = [];
  const zones = new Map<string, readonly string[]>();
  let zone: string | null = null;
  let block: { name: string; depth: number; lines: string[] } | null = null;
  for (const line of unfolded(text)) {
    const mark = /^(BEGIN|END):([A-Z-]+)\s*$/i.exec(line);
    const name = mark?.[2]?.toUpperCase();
    if (block === null) {
      if (mark?.[1]?.toUpperCase() === 'BEGIN' && (name === 'VEVENT' || name === 'VTIMEZONE'))
        block = { name, depth: 1, lines: [line] };
      else zone ??= /^X-WR-TIMEZONE[^:]*:(.+)$/i.exec(line)?.[1]?.trim() ?? null;
      continue;
    }
    if (mark !== null) block.depth += mark[1]?.toUpperCase() === 'BEGIN' ? 1 : -1;
    const nested: boolean = block.depth > 1 || (block.depth === 1 && mark !== null);
    if (block.name === 'VTIMEZONE' || !nested) block.lines.push(line);
    if (block.depth > 0) continue;
    if (block.name === 'VEVENT') events.push(eventBlock(block.lines));
    else zones.set(valueOf(block.lines, 'TZID') ?? '', block.lines);
    block = null;
  }
  return { events, zones, zone };
}

/** Long lines are folded: a line break followed by a space or tab belongs to the line before. */
function* unfolded(text: string): Generator<string> {
  let line: string | null = null;
  for (const raw of text.split(/\r\n|\n|\r/)) {
    if ((raw.startsWith(' ') || raw.startsWith('\t')) && line !== null) line += raw.slice(1);
    else {
      if (line !== null && line !== '') yield line;
      line = raw;
    }
  }
  if (line !== null && line !== '') yield line;
}

function eventBlock(lines: readonly string[]): EventBlock {
  const start = lines.find((line) => /^DTSTART[;:]/i.test(line)) ?? '';
  const secrecy = valueOf(lines, 'CLASS')?.trim().toUpperCase();
  return {
    lines: lines.map(withDateType),
    uid: valueOf(lines, 'UID')?.trim() ?? '',
    title: unescapeText(valueOf(lines, 'SUMMARY') ?? ''),
    private: secrecy === 'PRIVATE' || secrecy === 'CONFIDENTIAL',
    allDay: /;VALUE=DATE[;:]/i.test(start) || /:\d{8}\s*$/.test(start),
  };
}

/** Some programs write days without saying that they are days. */
function withDateType(line: string): string {
  const bare =
    /^(DTSTART|DTEND|EXDATE|RDATE|RECURRENCE-ID)((?:;(?!VALUE=)[^:]*)?):(\d{8}(?:,\d{8})*)\s*$/i.exec(line);
  return bare === null ? line : `${bare[1] ?? ''}${bare[2] ?? ''};VALUE=DATE:${bare[3] ?? ''}`;
}

/** The raw value of the first property of that name; parameters may hold colons in quotes. */
function valueOf(lines: readonly string[], name: string): string | null {
  for (const line of lines) {
    if (line.length <= name.length || line.slice(0, name.length).toUpperCase() !== name) continue;
    const value = /^[A-Za-z-]+(?:;[^:;="]+=(?:"[^"]*"|[^:;"]*)(?:,(?:"[^"]*"|[^:;",]*))*)*:(.*)$/.exec(
      line,
    )?.[1];
    if (value !== undefined) return value;
  }
  return null;
}

function unescapeText(text: string): string {
  return text
    .replaceAll(/\\([nN,;\\])/g, (_, letter: string) => (letter === 'n' || letter === 'N' ? ' ' : letter))
    .trim();
}
