import type { ClosedSprint } from '../../facts/facts.ts';
import { languageOf } from '../../text/language.ts';
import { jaccard, shingles } from '../../text/similarity.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { gateByRecurrence } from '../shared/recurrence.ts';
import { count, listing } from '../shared/words.ts';

export const taskListSprintGoal = defineAnalyzer({
  id: 'task-list-sprint-goal',
  code: 'E2',
  group: 'sprint-planning',
  title: {
    detected: 'Sprint Goals are lists of tasks or slogans',
    clear: 'Sprint Goals state one objective',
    unknown: 'Cannot tell what the Sprint Goals say',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: true,
  primary: {
    name: 'taskListGoals',
    threshold: 0.5,
    unit: 'share of sprints',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    keys: { default: 2, source: 'design default' },
    parts: { default: 3, source: 'design default' },
    similarity: { default: 0.9, source: 'design default' },
    similarInARow: { default: 3, source: 'design default' },
    recentHits: { default: 2, source: 'design default' },
    recentSprints: { default: 3, source: 'design default' },
    fullSeveritySprints: { default: 4, source: 'design default' },
  },
  minSample: { n: 3, of: 'closed sprints' },
  shareTest: false,
  reasons: [
    'NO_SPRINTS',
    'NO_GOAL_FIELD',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_LANGUAGE',
    'NO_GOAL_LOCATION',
    'OPTED_OUT',
  ],
  needs: ['sprints', 'sprintGoals'],
  requires: ['sprints', 'sprintGoals'],
  observable: {
    jira: 'full',
    linear: 'partial',
    github: 'partial',
    calendar: 'no',
    wiki: 'partial',
    csv: 'no',
  },
  window: 'sprints',
  what: 'The “goal” is a list of tickets or a slogan.',
  why: 'A goal that lists tickets leaves no room to negotiate scope: every item looks equally needed, and the team cannot tell when the sprint was worth it.',
  logic:
    'Only the first sentence of a goal is read. It counts when it names two or more item keys or links, joins three or more tasks, is a stock phrase such as “finish tickets”, or nearly repeats the goals of the two sprints before. Half of the judged sprints (four or more judged), or two of the last three, make a finding.',
  guards: ['A clear first sentence followed by bullets of detail is fine: only the first sentence is read.'],
  coaching: {
    question: 'Could we reach it and drop two of these items?',
    next: 'Rewrite the next goal as one outcome with one measure.',
  },
  references: [
    'The Scrum Guide 2020: the Sprint Goal is the single objective for the Sprint',
    'Wolpers: The Scrum Anti-Patterns Guide: a random assortment of tasks, providing no cohesion',
  ],
  analyze({ window, sprintGoals }, limits) {
    const texts = window.lookBack.map((sprint) => ({ sprint, goal: sprintGoals.goalOf(sprint) }));
    const first = texts.length - window.sprints.length;
    const withGoal = texts.slice(first).filter((entry): entry is WithGoal => entry.goal !== null);
    const readable = withGoal.filter(({ goal }) => isReadable(goal));
    if (withGoal.length > 0 && readable.length < withGoal.length / 2) {
      return notObservable(['NO_LANGUAGE'], 'Most Sprint Goals are in a language without word lists.');
    }
    const why = new Map(readable.map((entry) => [entry.sprint, flawOf(entry, texts, limits)]));
    const hits = readable.filter(({ sprint }) => why.get(sprint) !== null);
    const share = readable.length === 0 ? 0 : hits.length / readable.length;
    if (readable.length < 3) {
      return insufficientSample(
        share,
        readable.length,
        `${count(readable.length, 'closed sprint')} had a goal that could be read, 3 are needed.`,
      );
    }
    const gate = gateByRecurrence(readable, ({ sprint }) => why.get(sprint) !== null, {
      share: limits.taskListGoals,
      recentHits: limits.recentHits,
      recentSprints: limits.recentSprints,
      fullSeveritySprints: limits.fullSeveritySprints,
    });
    return judged(gate.state === 'detected', {
      value: share,
      sample: readable.length,
      strength: sprintGoals.strength,
      ...(gate.atMostMedium ? { atMost: 'medium' as const } : {}),
      summary:
        hits.length === 0
          ? `None of ${readable.length} Sprint Goals is a list of tasks or a stock phrase.`
          : `${hits.length} of ${readable.length} Sprint Goals are a list of tasks or a stock phrase${gate.state === 'clear' ? `: ${listing(hits.map(({ sprint }) => sprint.name))}` : ''}.`,
      evidence: [...hits].reverse().map(({ sprint }) => ({
        kind: 'goal' as const,
        text: why.get(sprint) ?? '',
        key: sprint.name,
        at: sprint.start,
      })),
    });
  },
});

interface WithGoal {
  readonly sprint: ClosedSprint;
  readonly goal: string;
}

type Entry = { readonly sprint: ClosedSprint; readonly goal: string | null };

const REFERENCE = /https?:\/\/\S+|\b[A-Z][A-Z0-9]{1,9}-\d+\b|(?<![\w#])#\d+\b/g;
const BULLET = /^\s*(?:[-*•–]|\d+[.)])\s+/;
const JOINTS = /\s*(?:[,;&+]|\band\b|\bund\b)\s*/i;
const STOCK_PHRASES =
  /^(?:(?:finish|complete|close|do|deliver)(?: (?:all|the|our|remaining|open|as many|planned|committed))* (?:tickets?|tasks?|items?|stories|issues|sprint|work)(?: as possible)?|(?:complete|finish) (?:the )?sprint.*|bug ?fix(?:ing|es)?.*|as many .* as possible|continue\b.*|tbd|to be (?:defined|determined)|n\/?a|various|misc\.?|tickets (?:abarbeiten|schließen)|weiter(?:machen|arbeiten)\b.*|restarbeiten|diverses)[.!]?$/i;

/** Word lists exist for English and German; texts too short to tell are read too. */
function isReadable(goal: string): boolean {
  const language = languageOf(goal);
  return language === null || language === 'en' || language === 'de';
}

/** What makes the goal a task list, in words; null when nothing does. */
function flawOf(
  { sprint, goal }: WithGoal,
  all: readonly Entry[],
  limits: Record<'keys' | 'parts' | 'similarity' | 'similarInARow', number>,
): string | null {
  const sentence = firstSentence(goal);
  const references = sentence.match(REFERENCE)?.length ?? 0;
  if (references >= limits.keys) return `names ${references} items instead of an outcome`;
  const parts = partsOf(sentence);
  if (parts >= limits.parts) return `joins ${parts} tasks`;
  if (STOCK_PHRASES.test(sentence.trim())) return 'is a stock phrase that fits any sprint';
  return repeatsEarlier(sprint, goal, all, limits) ? 'repeats the goals of the sprints before' : null;
}

/** The whole list where a goal begins with bullets, else its first sentence. */
function firstSentence(goal: string): string {
  const lines = goal
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines[0] !== undefined && BULLET.test(lines[0])) return lines.join('\n');
  return (lines[0] ?? '').split(/(?<=[.!?])\s+/)[0] ?? '';
}

/** Number of bullets, or of joined phrases that each begin with a verb. */
function partsOf(sentence: string): number {
  const bullets = sentence.split('\n').filter((line) => BULLET.test(line)).length;
  const phrases = sentence
    .replaceAll(REFERENCE, 'item')
    .split(JOINTS)
    .filter((phrase) => TASK_VERB.test(phrase.trim()));
  return Math.max(bullets, phrases.length);
}

const TASK_VERB =
  /^(?:to )?(?:add|adapt|adjust|analy[sz]e|automate|build|change|check|clean|close|complete|configure|create|define|delete|deliver|deploy|design|develop|document|enable|extend|finali[sz]e|finish|fix|get|implement|improve|install|integrate|introduce|investigate|make|merge|migrate|move|optimi[sz]e|plan|prepare|provide|refactor|release|remove|rename|replace|research|resolve|review|rework|set|setup|ship|solve|start|support|switch|test|update|upgrade|validate|verify|work|write|\w+(?:ieren|en)\b)/i;

function repeatsEarlier(
  sprint: ClosedSprint,
  goal: string,
  all: readonly Entry[],
  limits: Record<'similarity' | 'similarInARow', number>,
): boolean {
  const position = all.findIndex((entry) => entry.sprint === sprint);
  const before = all.slice(Math.max(0, position - limits.similarInARow + 1), position);
  if (before.length < limits.similarInARow - 1) return false;
  const own = shingles(goal);
  return before.every(
    (entry) => entry.goal !== null && jaccard(own, shingles(entry.goal)) >= limits.similarity,
  );
}
