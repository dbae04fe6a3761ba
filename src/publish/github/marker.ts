/** The hidden line by which an issue is known as the report of a team and week. Only our own issues are asked for it. */
export interface Marker {
  readonly kind: string;
  /** Slug of the team. */
  readonly team: string;
  /** `2026-W48`. */
  readonly week: string;
}

const MARKER = /^<!-- hatcheck:report kind=([a-z]+) team=([a-z0-9-]+) week=(\d{4}-W\d{2}) v=1 -->$/m;
/** Stands in an issue that was closed for a newer one: if somebody opens it again, it is left alone. */
const CONTINUED = '<!-- hatcheck:continued -->';

export function markerText({ kind, team, week }: Marker): string {
  return `<!-- hatcheck:report kind=${kind} team=${team} week=${week} v=1 -->`;
}

export function markerOf(body: string): Marker | null {
  const [, kind, team, week] = MARKER.exec(body) ?? [];
  return kind === undefined || team === undefined || week === undefined ? null : { kind, team, week };
}

export function isContinued(body: string): boolean {
  return body.includes(CONTINUED);
}

/** The body with the note, at its top, where the team goes on. */
export function continuedIn(body: string, issue: string, limit: number): string {
  const note = `> This report is closed. It goes on in ${issue}.\n${CONTINUED}\n\n`;
  return body.length + note.length <= limit ? note + body : note + withoutMiddle(body, limit - note.length);
}

/** Keeps the last line, which holds the marker. */
function withoutMiddle(body: string, limit: number): string {
  const last = body.slice(body.lastIndexOf('\n'));
  const end = body.lastIndexOf('\n\n', limit - last.length);
  return body.slice(0, Math.max(0, end)) + last;
}
