import type { EventKind } from '../history/team-history.ts';
import { type ConfiguredTitles, eventsInTitle, type TitleMatch } from './titles.ts';
import { fold } from './vocabulary.ts';

/** Something written that may be the trace of an event: an item, a page, a discussion, a document. */
export interface Written {
  readonly title: string;
  readonly labels: readonly string[];
  readonly type: string | null;
  /** Its text, where it may be read. */
  readonly text: string | null;
  /** Closed or, for a page, published. */
  readonly done: boolean;
}

/**
 * `record`: the event itself (its notes, its item); `action-item`: something decided in a retrospective;
 * `unclear`: announced, no sign that it took place; `about`: work about such an event, never evidence of one.
 */
export type RecordKind = 'record' | 'action-item' | 'unclear' | 'about';

export interface RecordClass {
  readonly kind: EventKind;
  readonly as: RecordKind;
}

const ACTION_LABEL =
  /\b(?:retro(?:spective)? ?actions?|action ?items?|improvements?|kaizen|verbesserung(?:en)?|massnahmen?)\b/;
const RETRO_LABEL = /^(?:retro|retros|retrospective|retrospectives|retrospektive)$/;

/** A title that begins so orders work: the item is a task about an event. */
const ORDERS_WORK =
  /^(?:write|create|add|make|schedule|set|set up|setup|organi[sz]e|prepare|plan|run|fix|implement|build|update|change|remove|delete|improve|document|describe|define|choose|decide|book|invite|send|share|move|allow|enable|show|support|investigate|research|explain|design|introduce|start|stop|avoid|use|learn|read|get|find|check|test|as an?|erstelle|schreibe|plane|vorbereiten|creer|crear|criar)\b/;

/** Words of a record's title beside the event's name. */
const RECORD_WORDS =
  /^(?:sprints?|iterations?|cycles?|week|kw|q[1-4]|meetings?|sessions?|notes?|minutes|protokoll|summary|recap|agenda|report|scrum|team|ceremony|retro|for|of|on|in|the|and|und|der|des|du|de|del|da|v|no|nr|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|\d[\d.]*(?:st|nd|rd|th)?)$/;

/** Traces of a meeting in a text: attendance, what went well, agenda, dates, decisions, ticked tasks. */
const MEETING_TEXT =
  /\b(?:attend(?:ees|ance|ed)|participants?|present|teilnehmer|went well|to improve|action (?:points?|items?)|agenda|minutes|we (?:agreed|discussed|decided)|venue|date \d|feedback)\b|- \[[ x]\]|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b/i;

/**
 * What an item or page is with regard to Scrum events; null when it has nothing to do with one. A feature request about
 * retrospectives has words of its own beside the event's name, a record has the sprint, a date or nothing.
 */
export function classifyRecord(written: Written, configured: ConfiguredTitles = {}): RecordClass | null {
  const matches = eventsInTitle(written.title, configured);
  const first = matches[0];
  if (first === undefined) return byLabel(written);
  const text = fold(written.title);
  if (ORDERS_WORK.test(text)) return byLabel(written) ?? { kind: first.kind, as: 'about' };
  const beside = besideName(written.title, matches, configured);
  if (!beside.plain) return byLabel(written) ?? { kind: first.kind, as: 'about' };
  return { kind: first.kind, as: recordOrPlan(written, text, beside.dated) };
}

function recordOrPlan(written: Written, text: string, dated: boolean): RecordKind {
  const told = written.text !== null && MEETING_TEXT.test(written.text);
  const general =
    !dated && !told && /\b(?:meetings|retrospectives|retros|events?|ceremonies|stand ?ups)\b/.test(text);
  if (general) return 'about';
  return written.done ? 'record' : 'unclear';
}

function byLabel(written: Written): RecordClass | null {
  const labels = [...written.labels, written.type ?? ''].map(fold);
  const action = labels.some((label) => ACTION_LABEL.test(label) || RETRO_LABEL.test(label));
  return action ? { kind: 'retrospective', as: 'action-item' } : null;
}

/** Whether only words of a record (and at most two names, where a number or date tells which one) stand beside. */
function besideName(
  title: string,
  matches: readonly TitleMatch[],
  configured: ConfiguredTitles,
): { readonly plain: boolean; readonly dated: boolean } {
  const text = fold(title.replaceAll(/\([^)]*\)|\[[^\]]*\]/g, ' '));
  const inner = eventsInTitle(text, configured);
  const used = inner.length > 0 ? inner : matches;
  const words = [...text]
    .map((letter, index) => (used.some((match) => index >= match.from && index < match.to) ? ' ' : letter))
    .join('')
    .split(' ')
    .filter((word) => word !== '');
  const dated = /\d/.test(title);
  const unknown = words.filter((word) => !RECORD_WORDS.test(word));
  return { plain: unknown.length <= (dated ? 2 : 0), dated };
}
