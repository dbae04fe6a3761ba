import type { CollectedAttendee } from '../../events/collected.ts';

/** Reads what is needed from the body of a page in Confluence's storage format: tasks, listed participants, plain text. */

export interface StoredTask {
  /** Ids under which Cloud's list of tasks may name it. */
  readonly ids: readonly string[];
  readonly done: boolean;
  readonly text: string;
  /** Account id or user key of the first person named in it. */
  readonly owner: string | null;
  /** YYYY-MM-DD, the first date in it. */
  readonly due: string | null;
}

const PERSON = /<ri:user\b[^<>]*?\bri:(?:account-id|userkey|username)="([^"]+)"/;
const PEOPLE = new RegExp(PERSON.source, 'g');
const LISTS_PEOPLE =
  /^(?:participants?|attendees?|attendance|present|invited|team|teilnehmer(?:innen)?|teilnehmende|anwesend|participants? ?:|participantes|asistentes|partecipanti|aanwezigen|deelnemers|uczestnicy)\s*:?$/i;

/** The inline tasks of a page, in order. */
export function storedTasks(body: string): StoredTask[] {
  return between(body, '<ac:task>', '</ac:task>').map((task) => {
    const inner = between(task, '<ac:task-body>', '</ac:task-body>')[0] ?? '';
    return {
      ids: [
        ...between(task, '<ac:task-id>', '</ac:task-id>'),
        ...between(task, '<ac:task-uuid>', '</ac:task-uuid>'),
      ].map((id) => id.trim()),
      done: between(task, '<ac:task-status>', '</ac:task-status>')[0]?.trim() === 'complete',
      text: plainText(inner),
      owner: PERSON.exec(inner)?.[1] ?? null,
      due: /<time\b[^<>]*?\bdatetime="(\d{4}-\d{2}-\d{2})/.exec(inner)?.[1] ?? null,
    };
  });
}

/**
 * People that the page lists as participants: the mentions in the row or block whose first words say so. Null where the
 * page has no such list.
 */
export function listedParticipants(body: string): CollectedAttendee[] | null {
  const blocks = body
    .split(/<\/tr>|<\/h[1-6]>(?=\s*<(?:p|ul|ol))|<h[1-6]\b/)
    .map((part) => part.replace(/^[^<>]*>/, ''));
  for (const [index, block] of blocks.entries()) {
    const label = plainText(block.split(/<\/(?:th|td|strong|p|h[1-6])>/)[0] ?? '').trim();
    if (!LISTS_PEOPLE.test(label)) continue;
    const people = mentions(block).length > 0 ? mentions(block) : mentions(blocks[index + 1] ?? '');
    if (people.length > 0) return people.map((who) => ({ who, group: false, answer: 'unknown' as const }));
  }
  return null;
}

/** The text without tags, macros' parameters and entities; one space between blocks. */
export function plainText(body: string): string {
  return body
    .replaceAll(
      /<ac:(?:parameter|task-id|task-uuid|task-status)\b[^<>]*>[^<]*<\/ac:(?:parameter|task-id|task-uuid|task-status)>/g,
      ' ',
    )
    .replaceAll(/<!\[CDATA\[|\]\]>/g, ' ')
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function mentions(part: string): string[] {
  return [...new Set([...part.matchAll(PEOPLE)].map((match) => match[1] as string))];
}

/** What stands between each pair of marks; tasks do not nest. Linear in the length of the text. */
function between(text: string, open: string, close: string): string[] {
  const found: string[] = [];
  for (let from = text.indexOf(open); from >= 0; from = text.indexOf(open, from)) {
    const start = from + open.length;
    const end = text.indexOf(close, start);
    if (end < 0) break;
    found.push(text.slice(start, end));
    from = end + close.length;
  }
  return found;
}
