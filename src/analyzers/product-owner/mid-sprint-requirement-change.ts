import type { RoleFacts, TextEdit } from '../../facts/facts.ts';
import type { Instant, Item } from '../../history/team-history.ts';
import { HOUR } from '../../history/working-time.ts';
import { words as wordsOf } from '../../text/words.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';
import { changeNote } from '../shared/evidence.ts';
import { roleConfidence, unknownHolder } from '../shared/role-holders.ts';
import { judgeShare } from '../shared/share.ts';
import { count, percent, portion, sentence } from '../shared/words.ts';

/** Share of items that are a mere link from which on requirements are kept elsewhere, as in title-only-item. */
const KEPT_ELSEWHERE = 0.5;

export const midSprintRequirementChange = defineAnalyzer({
  id: 'mid-sprint-requirement-change',
  code: 'B5',
  group: 'product-owner',
  title: {
    detected: 'Requirements change after work has started',
    clear: 'Requirements hold once work has started',
    unknown: 'Cannot tell whether requirements change during the sprint',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'changedShare',
    threshold: 0.2,
    unit: 'share of sprint items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    tokenChange: { default: 0.2, source: 'design default' },
    clarificationHours: { default: 48, source: 'design default' },
  },
  minSample: { n: 15, of: 'items' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ITERATION_HISTORY',
    'NO_SPRINTS',
    'ROLE_NOT_INFERABLE',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_DESCRIPTION_HISTORY',
    'KEPT_ELSEWHERE',
  ],
  needs: ['descriptionHistory', 'sprints', 'sprintHistory', 'statusHistory', 'roles', 'comments'],
  requires: ['descriptionHistory', 'sprints', 'sprintHistory'],
  observable: { jira: 'full', linear: 'partial', github: 'partial', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'Acceptance criteria or the intent of an item change after work on it has started.',
  why: 'Work that aims at a moving target is done twice, and the Developers cannot keep what they forecast.',
  logic:
    'Of the items that a sprint began with, those whose text somebody other than a Developer changed in substance after the start: acceptance criteria added, removed or reworded, or a fifth of the words. A fifth of the items or more makes a finding.',
  guards: [
    'A change within 48 hours after a Developer asked on the item is a clarification, counted apart.',
    'Ticking boxes does not count.',
    'Edits by Developers do not count.',
    'Where only the fact of an edit is recorded, not what changed, the finding is at most medium.',
  ],
  coaching: {
    question: 'Did we learn something, or did we start too early?',
    next: 'Renegotiate openly with the Developers; put new wishes into new items.',
    whenFine: 'How do you agree on changes while a sprint is running?',
  },
  references: [
    'Wolpers: “PO clinging to tasks … once it moves from one backlog to the other, the Developers become responsible”',
    'The Scrum Guide 2020: “No changes … that would endanger the Sprint Goal; scope may be clarified and renegotiated”',
    'Eloranta, Koskimies, Mikkonen: Exploring ScrumBut, Information and Software Technology 74, 2016: Customer caused disruption',
  ],
  analyze({ window, descriptionHistory, sprintHistory, statusHistory, roles, comments, quality }, limits) {
    const unknown = unknownHolder(roles.productOwner);
    if (unknown.length > 0)
      return notObservable(unknown, 'It is not known who belongs to the Developers and who does not.');
    const seen: Touched[] = window.sprints.flatMap((sprint) =>
      sprintHistory.scope(sprint).committed.map((item) => {
        const started = statusHistory.unseen.length > 0 ? null : statusHistory.startOf(item);
        const begun = Math.max(sprint.start, started ?? sprint.start);
        const edits = descriptionHistory
          .edits(item)
          .filter((edit) => edit.at > begun && edit.at <= sprint.completed)
          .filter((edit) => isFromOutside(edit, roles) && isMaterial(edit, limits.tokenChange));
        const asked = (edit: TextEdit): boolean =>
          comments
            .of(item)
            .some(
              (comment) =>
                edit.at > comment.at &&
                edit.at - comment.at <= limits.clarificationHours * HOUR &&
                comment.text?.includes('?') !== false &&
                roles.isDeveloper(comment.by, item),
            );
        return { item, sprint: sprint.name, edits, changed: edits.filter((edit) => !asked(edit)) };
      }),
    );
    const elsewhere = seen.filter(({ item }) => quality.text(item).keptElsewhere).length;
    if (seen.length > 0 && elsewhere >= seen.length * KEPT_ELSEWHERE)
      return notObservable(
        ['KEPT_ELSEWHERE'],
        `${elsewhere} of ${count(seen.length, 'sprint item')} hold nothing but a link; what they ask for is kept where the tool does not look.`,
      );
    const changed = seen.filter((one) => one.changed.length > 0);
    const clarified = seen.filter((one) => one.changed.length === 0 && one.edits.length > 0).length;
    const answers =
      clarified === 0 ? '' : ` In ${count(clarified, 'more item')} the text was clarified after a question.`;
    const outcome = judgeShare({
      hits: changed.length,
      n: seen.length,
      threshold: limits.changedShare,
      minimum: 15,
      thing: 'sprint item',
      roleConfidence: roleConfidence(roles.productOwner),
      summary: `${sentence(portion(changed.length, seen.length, 'sprint item'))} were changed in substance after the start by somebody other than a Developer; the limit is ${percent(limits.changedShare)}.${answers}`,
      evidence: [...changed].reverse().flatMap(({ item, sprint, changed: edits }) => {
        const first = edits[0];
        return first === undefined
          ? []
          : [changeNote(item, `${sprint}: ${whatChanged(first)} after the start`, first.at as Instant)];
      }),
    });
    const blurred = !descriptionHistory.withTexts && outcome.state === 'detected';
    return blurred ? { ...outcome, atMost: 'medium' } : outcome;
  },
});

interface Touched {
  readonly item: Item;
  readonly sprint: string;
  /** Edits in substance by others than Developers while the item was worked on. */
  readonly edits: readonly TextEdit[];
  /** Of them those that answer no question. */
  readonly changed: readonly TextEdit[];
}

function isFromOutside(edit: TextEdit, roles: RoleFacts): boolean {
  return edit.by !== null && !roles.isDeveloper(edit.by, edit.item);
}

/** Criteria reworded, or enough of the words of a text; an edit without its texts counts. */
function isMaterial(edit: TextEdit, tokenChange: number): boolean {
  if (edit.from === null && edit.to === null) return edit.field !== 'checklist';
  const [before, after] = [wordsOf(unticked(edit.from)), wordsOf(unticked(edit.to))];
  if (edit.field === 'acceptanceCriteria' || edit.field === 'checklist')
    return before.join(' ') !== after.join(' ');
  const changed = differing(before, after);
  const share = changed / Math.max(1, before.length, after.length);
  return share >= tokenChange || differing(bulletWords(edit.from), bulletWords(edit.to)) > 0;
}

/** Words of list entries under acceptance criteria in a description, without ticks. */
function bulletWords(text: string | null): string[] {
  const criteria = /(?:acceptance criteria|akzeptanzkriterien|definition of done)([\s\S]*)$/iu.exec(
    text ?? '',
  )?.[1];
  return criteria === undefined
    ? []
    : criteria
        .split('\n')
        .filter((line) => /^\s*(?:[-*+]|\d+[.)])\s/.test(line))
        .flatMap((line) => wordsOf(unticked(line)));
}

/** The text without the state of its boxes. */
function unticked(text: string | null): string {
  return (text ?? '').replaceAll(/\[[ xX]\]/g, ' ');
}

/** Words in one text and not in the other, repeats counted; the larger of both directions. */
function differing(before: readonly string[], after: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const word of before) counts.set(word, (counts.get(word) ?? 0) + 1);
  for (const word of after) counts.set(word, (counts.get(word) ?? 0) - 1);
  let [gone, come] = [0, 0];
  for (const left of counts.values()) {
    if (left > 0) gone += left;
    else come -= left;
  }
  return Math.max(gone, come);
}

function whatChanged({ field }: TextEdit): string {
  return field === 'acceptanceCriteria' || field === 'checklist'
    ? 'acceptance criteria changed'
    : `the ${field} changed`;
}
