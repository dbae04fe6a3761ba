import { UsageError } from '../../errors.ts';
import { decodeHistory } from '../../history/saved-history.ts';
import type { TeamHistory } from '../../history/team-history.ts';
import { historyProblems } from '../../history/validate.ts';
import { jsonElements } from './elements.ts';
import type { FileReader, FileSample } from './reader.ts';

/** What `hatcheck export --history` writes (`schema/history.schema.json`). */
export const savedHistory: FileReader = {
  id: 'saved-history',
  title: 'a saved history (hatcheck export --history)',
  recognises: ({ head }) =>
    /^\s*\{/.test(head) && /"schemaVersion"\s*:/.test(head) && /"(team|readAt|statuses)"\s*:/.test(head),
  async read(files, context) {
    const histories: TeamHistory[] = [];
    for (const [index, file] of files.entries()) {
      const history = checked(file, await documentOf(file));
      histories.push(
        context.teamName === null
          ? history
          : { ...history, team: { ...history.team, name: context.teamName } },
      );
      context.progress.step('reading saved histories', index + 1, files.length);
    }
    return histories;
  },
};

/** Items are parsed one by one: a history of a large team is longer than a string may be. */
async function documentOf(file: FileSample): Promise<unknown> {
  const items: unknown[] = [];
  let rest: unknown = null;
  for await (const element of jsonElements(file.path, ['items'])) {
    if (element.container === 'items') items.push(element.value);
    else rest = element.value;
  }
  return typeof rest === 'object' && rest !== null && 'items' in rest ? { ...rest, items } : rest;
}

function checked(file: FileSample, document: unknown): TeamHistory {
  const decoded = decodeHistory(document);
  if ('problems' in decoded) {
    const first = decoded.problems[0];
    const more = decoded.problems.length > 1 ? ` (and ${decoded.problems.length - 1} more)` : '';
    throw new UsageError({
      code: 'HISTORY_INVALID',
      message: `${file.path}: ${first?.where ?? 'the document'}: ${first?.problem ?? 'is no saved history'}${more}.`,
      next: 'Write the history again with hatcheck export --history, or compare it with history.schema.json.',
    });
  }
  const problems = historyProblems(decoded.history);
  const first = problems[0];
  if (first === undefined) return decoded.history;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more problems)` : '';
  throw new UsageError({
    code: 'HISTORY_CONTRADICTS_ITSELF',
    message: `${file.path}: ${first.where} ${first.problem}${more}.`,
    next: 'Correct the file, or export the history again.',
  });
}
