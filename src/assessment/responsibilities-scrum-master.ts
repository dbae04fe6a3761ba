import type { Outcome } from '../analyzers/analyzer.ts';
import { listing, oneDecimal, percent } from '../analyzers/shared/words.ts';
import { backlogAdvice, cycleTimeTrend, endedEpisodes } from './measures.ts';
import {
  judgedOutcome,
  type Row,
  type RowInput,
  rowOf,
  type RowState,
  type Seen,
  whatIsMissing,
} from './rows.ts';

/** Rules §9.2. */
export const SCRUM_MASTER_ROWS: readonly Row[] = [
  { id: 'events-held', title: 'The events take place', judge: eventsHeld },
  { id: 'removes-impediments', title: 'Impediments are removed', judge: removesImpediments },
  {
    id: 'carries-improvements-through',
    title: 'Improvements are carried through',
    judge: carriesImprovements,
  },
  { id: 'leaves-assignment-to-the-team', title: 'Leaves assignment to the team', judge: leavesAssignment },
  {
    id: 'advises-on-the-backlog-without-owning-it',
    title: 'Advises on the backlog without owning it',
    judge: advises,
  },
  { id: 'looks-across-teams', title: 'Looks across teams and releases', judge: looksAcrossTeams },
  { id: 'improves-flow', title: 'The flow of work improves', judge: improvesFlow },
];

function countOf(outcomes: readonly Outcome[], state: Outcome['state']): number {
  return outcomes.filter((outcome) => outcome.state === state).length;
}

const EVENTS = [
  ['missing-sprint-planning', 'Sprint Planning'],
  ['missing-daily-scrum', 'Daily Scrum'],
  ['missing-sprint-review', 'Sprint Review'],
  ['missing-retrospective', 'Retrospective'],
] as const;

function eventsHeld({ outcome }: RowInput): Seen {
  const all = EVENTS.map(([rule, name]) => ({ name, outcome: outcome(rule) }));
  const outcomes = all.map((one) => one.outcome);
  const [clear, detected] = [countOf(outcomes, 'clear'), countOf(outcomes, 'detected')];
  if (clear + detected < 2) return { state: 'cannot-tell', evidence: whatIsMissing(...outcomes) };
  const named = (state: Outcome['state']): string =>
    listing(all.filter((one) => one.outcome.state === state).map((one) => one.name));
  const parts = [
    clear > 0
      ? `${clear} of ${clear + detected} kinds of events that can be seen take place (${named('clear')})`
      : `None of ${detected} kinds of events that can be seen takes place regularly`,
    detected > 0 && clear > 0
      ? `${detected} often ${detected === 1 ? 'does' : 'do'} not (${named('detected')})`
      : '',
  ].filter((part) => part !== '');
  return {
    state: detected === 0 ? 'seen' : clear === 0 ? 'not-seen' : 'partly',
    evidence: `${parts.join('; ')}.`,
  };
}

function removesImpediments({ facts, outcome }: RowInput): Seen {
  const [ageing, hidden] = [outcome('impediment-ageing'), outcome('hidden-impediments')];
  const judged = judgedOutcome(ageing);
  if (judged === null && hidden.state !== 'detected')
    return { state: 'cannot-tell', evidence: whatIsMissing(ageing, hidden) };
  const ended = endedEpisodes(facts);
  const soon = ended.filter((days) => days <= 5).length;
  const share = ended.length === 0 ? 0 : soon / ended.length;
  const figures =
    ended.length === 0
      ? 'No time of being blocked has ended'
      : `${soon} of ${ended.length} times of being blocked ended within 5 working days (${percent(share)})`;
  const unmarked = hidden.state === 'detected' ? `; ${hidden.summary}` : '.';
  return rowOf(
    impedimentState(judged?.state ?? null, hidden.state, ended.length, share),
    `${figures}${unmarked}`,
    ageing.state === 'clear'
      ? 'marks on all that is blocked.'
      : `shorter times of being blocked. ${ageing.summary}`,
  );
}

function impedimentState(
  ageing: 'clear' | 'detected' | null,
  hidden: Outcome['state'],
  ended: number,
  share: number,
): RowState {
  if (ageing === 'clear') return hidden === 'detected' ? 'partly' : 'seen';
  if (ageing === 'detected') return ended > 0 && share >= 0.5 ? 'partly' : 'not-seen';
  return 'not-seen';
}

function carriesImprovements({ outcome }: RowInput): Seen {
  const [abandoned, without] = [
    outcome('abandoned-improvement-actions'),
    outcome('retrospective-without-actions'),
  ];
  const judged = judgedOutcome(abandoned);
  if (judged === null) {
    if (without.state !== 'detected')
      return { state: 'cannot-tell', evidence: whatIsMissing(abandoned, without) };
    return { state: 'not-seen', evidence: without.summary };
  }
  const evidence = `${percent(judged.value)} of ${judged.sample} improvement actions were completed within 2 sprints.`;
  if (judged.state === 'clear') {
    const state = without.state === 'detected' ? 'partly' : 'seen';
    return rowOf(state, evidence, `actions after each Retrospective. ${without.summary}`);
  }
  const state = judged.value >= 0.25 ? 'partly' : 'not-seen';
  return rowOf(state, evidence, `more of them completed in time. ${judged.summary}`);
}

function leavesAssignment({ outcome }: RowInput): Seen {
  const assigning = judgedOutcome(outcome('scrum-master-task-assignment'));
  if (assigning === null)
    return { state: 'cannot-tell', evidence: whatIsMissing(outcome('scrum-master-task-assignment')) };
  const state: RowState =
    assigning.state === 'detected' ? 'not-seen' : assigning.value < 0.1 ? 'seen' : 'partly';
  return rowOf(
    state,
    `${percent(assigning.value)} of ${assigning.sample} assignments were made by the Scrum Master for somebody else.`,
    'fewer than 10 % made for others.',
  );
}

function advises({ facts, outcome }: RowInput): Seen {
  const owning = judgedOutcome(outcome('scrum-master-backlog-ownership'));
  if (owning === null)
    return { state: 'cannot-tell', evidence: whatIsMissing(outcome('scrum-master-backlog-ownership')) };
  const { acts, days } = backlogAdvice(facts);
  const evidence = `${acts} comments and proposals on items not yet started, on ${days} days; advice may also be spoken.`;
  const state: RowState =
    owning.state === 'detected' ? 'not-seen' : acts >= 3 && days >= 3 ? 'seen' : 'partly';
  return rowOf(
    state,
    owning.state === 'detected' ? owning.summary : evidence,
    `at least 3 of them on 3 days, as far as it is written.`,
  );
}

function looksAcrossTeams({ outcome }: RowInput): Seen {
  const parts = [
    { missing: 'short waits for other teams.', outcome: outcome('cross-team-dependency-wait') },
    { missing: 'frequent releases.', outcome: outcome('infrequent-release') },
  ];
  const outcomes = parts.map((part) => part.outcome);
  const [clear, detected] = [countOf(outcomes, 'clear'), countOf(outcomes, 'detected')];
  if (clear + detected === 0) return { state: 'cannot-tell', evidence: whatIsMissing(...outcomes) };
  const evidence = outcomes
    .filter((one) => judgedOutcome(one) !== null)
    .map((one) => one.summary)
    .join(' ');
  const missing = parts
    .filter((part) => part.outcome.state !== 'clear')
    .map((part) =>
      part.outcome.state === 'detected'
        ? part.missing
        : `${part.missing.slice(0, -1)}, which cannot be told. ${whatIsMissing(part.outcome)}`,
    );
  return rowOf(clear === 2 ? 'seen' : clear === 1 ? 'partly' : 'not-seen', evidence, missing.join(' '));
}

const FLOW = [
  ['excessive-work-in-progress', 'little work in progress at a time'],
  ['ageing-work-in-progress', 'items that do not grow old in progress'],
  ['unpredictable-cycle-time', 'steady times from start to finish'],
  ['queue-dominated-flow', 'short times of waiting'],
] as const;

function improvesFlow({ facts, outcome }: RowInput): Seen {
  const all = FLOW.map(([rule, good]) => ({ good, outcome: outcome(rule) }));
  const outcomes = all.map((one) => one.outcome);
  const [clear, detected] = [countOf(outcomes, 'clear'), countOf(outcomes, 'detected')];
  if (clear + detected < 2) return { state: 'cannot-tell', evidence: whatIsMissing(...outcomes) };
  const trend = cycleTimeTrend(facts);
  const faster = trend !== null && trend.ratio <= 0.9;
  const state: RowState =
    detected === 0 || (clear >= 1 && faster) ? 'seen' : clear === 0 && !faster ? 'not-seen' : 'partly';
  const change =
    trend === null
      ? ''
      : `; 85 % of the items took up to ${oneDecimal(trend.later)} working days in the later half, ${oneDecimal(trend.earlier)} in the earlier`;
  const lacking = all.filter((one) => one.outcome.state === 'detected').map((one) => one.good);
  return rowOf(
    state,
    `${clear === 0 ? 'None' : clear} of ${clear + detected} measures of flow that can be judged are fine${change}.`,
    `${listing(lacking)}.`,
  );
}
