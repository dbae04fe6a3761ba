import { UsageError } from '../../errors.ts';
import type { Instant, TeamHistory } from '../../history/team-history.ts';
import type { Progress } from '../connector.ts';
import { jsonElements } from './elements.ts';
import { githubJson } from './github-json.ts';
import { jiraCsv } from './jira-csv.ts';
import { jiraJson } from './jira-json.ts';
import { linearCsv } from './linear-csv.ts';
import { plainTextStories } from './plain-text.ts';
import type { FileReader, FileSample, ReadContext } from './reader.ts';
import { filesIn, sampleOf } from './sample.ts';
import { savedHistory } from './saved-history.ts';

export { mergeHistories } from './merge.ts';
export type { FileReader, FileSample, ReadContext } from './reader.ts';

/** Formats, the most particular first: plain text takes whatever has lines. */
export const READERS: readonly FileReader[] = [
  savedHistory,
  jiraJson,
  jiraCsv,
  linearCsv,
  githubJson,
  plainTextStories,
];

export interface ReadOptions {
  readonly teamName?: string;
  readonly now?: Instant;
  readonly fields?: { readonly estimate?: string; readonly acceptanceCriteria?: string };
}

/** A history of an export, and what decides which team it is. */
export interface ReadTeam {
  readonly history: TeamHistory;
  /** Key of the project that the team is; null where a name decides: one was given, or the export is of a team. */
  readonly project: string | null;
}

/** As `readFiles`, each history with what decides which team it is. */
export async function readTeams(
  paths: readonly string[],
  options: ReadOptions,
  progress: Progress,
): Promise<ReadTeam[]> {
  const context: ReadContext = {
    teamName: options.teamName ?? null,
    fields: options.fields ?? {},
    now: options.now ?? Date.now(),
    progress,
  };
  const groups = await sorted(paths, progress);
  const teams: ReadTeam[] = [];
  for (const reader of READERS) {
    const files = groups.get(reader);
    if (files === undefined) continue;
    const byProject = reader.teamIsProject === true && context.teamName === null;
    for (const history of await reader.read(files, context))
      teams.push({ history, project: byProject ? history.team.project : null });
  }
  if (teams.length === 0) throw nothingIn(paths);
  return teams;
}

/**
 * Reads exports: files, or folders with all they hold. Several projects give a history each, unless a team's name is given:
 * then everything is that team's. `readAt` is the newest time in the export. Rejects with a `UsageError` that says which
 * file (and line) cannot be read and what to do.
 */
export async function readFiles(
  paths: readonly string[],
  options: ReadOptions,
  progress: Progress,
): Promise<TeamHistory[]> {
  return (await readTeams(paths, options, progress)).map(({ history }) => history);
}

/** Each file with the reader that recognises it. A file that was named must be recognised; one in a folder may be passed over. */
async function sorted(paths: readonly string[], progress: Progress): Promise<Map<FileReader, FileSample[]>> {
  const groups = new Map<FileReader, FileSample[]>();
  for (const path of paths) {
    const files = await filesIn(path);
    const named = files.length === 1 && files[0] === path;
    for (const file of files) {
      const sample = await sampleOf(file);
      const reader = READERS.find((candidate) => candidate.recognises(sample));
      // A text beside exports is a readme, not a backlog.
      const usable = reader !== undefined && (named || reader !== plainTextStories);
      if (usable) groups.set(reader, [...(groups.get(reader) ?? []), sample]);
      // Broken JSON is refused in a folder too: an export that was cut off would be missed in silence.
      else if (named || isJson(sample)) {
        const refusal = await unrecognised(sample);
        if (named) throw refusal;
        passOver(file, progress);
      } else passOver(file, progress);
    }
  }
  return groups;
}

function isJson({ extension }: FileSample): boolean {
  return ['json', 'ndjson', 'jsonl'].includes(extension);
}

function passOver(file: string, progress: Progress): void {
  progress.warn(`${file} was passed over: it is none of the exports that hatcheck reads.`);
}

function nothingIn(paths: readonly string[]): UsageError {
  return new UsageError({
    code: 'FILE_NOTHING_FOUND',
    message: `Nothing that hatcheck reads was found in ${paths.join(', ')}.`,
    next: `Give a file of one of these kinds: ${READERS.map((reader) => reader.title).join(', ')}.`,
  });
}

/** What is wrong with a file that no reader recognises, as exactly as can be told. */
async function unrecognised(sample: FileSample): Promise<UsageError> {
  const kinds = READERS.map((reader) => reader.title).join(', ');
  const next = `Export it again as one of: ${kinds}.`;
  if (isJson(sample)) {
    // Reading it to the end finds where it breaks and throws that.
    for await (const element of jsonElements(sample.path, [])) void element;
    const message = `${sample.path} is JSON, but no export that hatcheck knows.`;
    return new UsageError({ code: 'FILE_UNKNOWN', message, next });
  }
  if (sample.columns !== null || ['csv', 'tsv'].includes(sample.extension)) {
    const seen = sample.columns ?? [sample.head.split('\n')[0]?.slice(0, 60) ?? ''];
    const message = `${sample.path}, line 1: these are not the columns of an export hatcheck knows: ${seen.slice(0, 4).join(', ')}${seen.length > 4 ? ', …' : ''}.`;
    const check =
      'Check the delimiter and the header line; a Jira CSV needs at least the columns Issue key, Summary and Status.';
    return new UsageError({ code: 'CSV_UNKNOWN_COLUMNS', message, next: check });
  }
  return new UsageError({
    code: 'FILE_UNKNOWN',
    message: `${sample.path} is none of the exports that hatcheck knows.`,
    next,
  });
}
