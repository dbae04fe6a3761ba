import { z } from 'zod';
import { ExpectedError } from '../../errors.ts';
import {
  type CollectedAction,
  type CollectedEvent,
  type EventReading,
  unreadable,
} from '../../events/collected.ts';
import { classifyRecord } from '../../events/records.ts';
import type { ConfiguredTitles } from '../../events/titles.ts';
import type { EventKind, Gap, GoalText, Instant, StakeholderUpdate } from '../../history/team-history.ts';
import { AnswerError, Courier } from '../manners/index.ts';
import {
  pagesOfSpace,
  pagesWithText,
  tasksOf,
  type WikiAccess,
  type WikiPage,
  type WikiTask,
} from './pages.ts';
import { listedParticipants, plainText, storedTasks } from './storage.ts';

export interface ConfluenceRequest {
  /** Address of the wiki (`https://acme.atlassian.net/wiki`). */
  readonly wiki: string;
  readonly space: string;
  /** The team declares that every Scrum event would have its page here. */
  readonly complete: boolean;
  readonly titles?: ConfiguredTitles;
  /** The team opened the texts of its retrospectives. */
  readonly texts: boolean;
  readonly from: Instant;
  readonly to: Instant;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly onWait?: (text: string) => void;
}

const WORDS = {
  tracker: 'Confluence',
  code: 'CONFLUENCE',
  credentials:
    'Set CONFLUENCE_EMAIL and CONFLUENCE_API_TOKEN (default: those of Jira); a token of Atlassian lasts a year at most.',
  permission: 'Give the account of the token permission to view the space.',
  missing: 'Check the address of the wiki (it ends in /wiki on Cloud) and the key of the space.',
};
/** A page that states where the product is going; a Sprint Goal is none. */
const GOAL_TITLE =
  /\b(?:product (?:goal|vision)|produktziel|produktvision|objectif du produit|objetivo del producto)\b/i;
const UPDATE =
  /^(?:stakeholder update|newsletter|release notes?|sprint report|product update|status update)\b/i;
const UPDATE_LABEL = /^(?:stakeholder-?updates?|newsletters?|release-?notes?|product-?updates?)$/i;
const RETRO_LABEL = /^(?:retro|retros|retrospectives?|retrospektive)$/i;

/**
 * Reads the Scrum events that a Confluence space records: pages by title, label or template (templates set the label), their
 * inline tasks as improvement actions, and listed participants. Of all other pages only titles, labels and dates are looked
 * at. A space that cannot be read is a gap, not an error.
 */
export async function readConfluence(request: ConfluenceRequest): Promise<EventReading> {
  const what = `Confluence space ${request.space}`;
  const headers = headersFrom(request.env);
  if (headers === null) return unreadable(what, `no credentials: ${WORDS.credentials}`);
  const access: WikiAccess = {
    base: request.wiki.replace(/\/+$/, ''),
    headers,
    courier: new Courier({
      words: WORDS,
      signal: request.signal,
      concurrency: 2,
      timeoutMs: 30_000,
      ...(request.onWait === undefined ? {} : { onWait: request.onWait }),
    }),
  };
  try {
    return await readSpace(access, request, what);
  } catch (error) {
    request.signal.throwIfAborted();
    if (error instanceof ExpectedError) return unreadable(what, `${error.message} ${error.next}`);
    if (error instanceof z.ZodError)
      return unreadable(what, 'its answers are not those of Confluence; check the address of the wiki');
    throw error;
  }
}

async function readSpace(
  access: WikiAccess,
  request: ConfluenceRequest,
  what: string,
): Promise<EventReading> {
  const pages = (await pagesOfSpace(access, request.space, request.from)).filter(
    (page) => page.created <= request.to,
  );
  const kinds = new Map(pages.map((page) => [page.id, kindOf(page, request.titles)]));
  const recent = pages.filter((page) => page.created >= request.from && kinds.get(page.id) !== null);
  const goalPages = pages.filter((page) => GOAL_TITLE.test(page.title));
  const gaps: Gap[] = [];
  const texts = await pagesWithText(
    access,
    [...recent, ...goalPages].map((page) => page.id),
  );
  const bodies = new Map(texts.map((page) => [page.id, page.body ?? '']));
  const retros = recent.filter((page) => kinds.get(page.id) === 'retrospective');
  const tasks = await actionTasks(access, retros, gaps, what);
  const events = recent.map((page): CollectedEvent => {
    const kind = kinds.get(page.id) as EventKind;
    const body = bodies.get(page.id) ?? '';
    return {
      id: `wiki/${page.id}/${kind}`,
      kind,
      source: 'wiki',
      title: page.title,
      start: page.created,
      end: null,
      cancelled: false,
      organiser: page.author,
      attendees: listedParticipants(body),
      actions: kind === 'retrospective' ? actionsOf(page, body, tasks) : [],
      text: kind === 'retrospective' && request.texts ? plainText(body) : null,
      key: null,
    };
  });
  return {
    source: {
      kind: 'wiki',
      name: `${new URL(access.base).host} ${request.space}`,
      complete: request.complete,
    },
    events: events.sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1)),
    goals: goalPages.map((page): GoalText => ({
      where: 'wiki page',
      text: plainText(bodies.get(page.id) ?? ''),
      updated: page.updated,
    })),
    updates: pages.filter(isUpdate).map((page): StakeholderUpdate => ({
      at: page.created,
      channel: 'wiki',
      text: page.title,
    })),
    gaps,
    complete: gaps.length === 0,
  };
}

/** A page named or labelled as the record of an event; a page about such events is none. */
function kindOf(page: WikiPage, titles: ConfiguredTitles | undefined): EventKind | null {
  const written = { title: page.title, labels: [], type: null, text: null, done: true };
  const found = classifyRecord(written, titles);
  if (found?.as === 'record') return found.kind;
  return found === null && page.labels.some((label) => RETRO_LABEL.test(label)) ? 'retrospective' : null;
}

function isUpdate(page: WikiPage): boolean {
  return UPDATE.test(page.title) || page.labels.some((label) => UPDATE_LABEL.test(label));
}

/** Cloud lists tasks with their times; elsewhere (404) null: the pages' own texts tell what is ticked. */
async function actionTasks(
  access: WikiAccess,
  retros: readonly WikiPage[],
  gaps: Gap[],
  what: string,
): Promise<readonly WikiTask[] | null> {
  if (retros.length === 0) return [];
  try {
    return await tasksOf(
      access,
      retros.map((page) => page.id),
    );
  } catch (error) {
    if (!(error instanceof AnswerError)) throw error;
    if (error.status !== 404)
      gaps.push({ what: `times of the tasks of ${what}`, why: `Confluence answered ${error.status}` });
    return null;
  }
}

function actionsOf(page: WikiPage, body: string, tasks: readonly WikiTask[] | null): CollectedAction[] {
  const stored = storedTasks(body);
  if (tasks === null)
    return stored.map((task) => ({
      text: task.text === '' ? null : task.text,
      owner: task.owner,
      created: page.created,
      done: task.done ? page.updated : null,
      due: task.due === null ? null : Date.parse(task.due),
      dropped: false,
    }));
  const byId = new Map(stored.flatMap((task) => task.ids.map((id) => [id, task] as const)));
  return tasks
    .filter((task) => task.page === page.id)
    .map((task) => ({
      text: byId.get(task.localId)?.text ?? null,
      owner: task.owner ?? byId.get(task.localId)?.owner ?? null,
      created: task.created,
      done: task.done ? (task.completed ?? page.updated) : null,
      due: task.due,
      dropped: false,
    }));
}

/** Basic for Cloud, bearer for a personal access token of Data Center; null where no secret is set. */
function headersFrom(env: ConfluenceRequest['env']): Record<string, string> | null {
  const token = env.CONFLUENCE_API_TOKEN ?? env.JIRA_API_TOKEN;
  const email = env.CONFLUENCE_EMAIL ?? env.JIRA_EMAIL;
  const accept = { accept: 'application/json' };
  if (token !== undefined && email !== undefined)
    return { ...accept, authorization: `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}` };
  const bearer = env.CONFLUENCE_API_TOKEN ?? env.JIRA_PAT;
  return bearer === undefined ? null : { ...accept, authorization: `Bearer ${bearer}` };
}
