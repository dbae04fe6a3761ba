import { collapseSessions } from '../../history/sessions.ts';
import type { Instant } from '../../history/team-history.ts';
import { HOUR } from '../../history/working-time.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { clear, insufficientSample, judged } from '../outcome.ts';
import { metricNote, sprintNote } from '../shared/evidence.ts';
import { median, shareTest } from '../shared/statistics.ts';
import { count, percent, portion, sentence } from '../shared/words.ts';

const CRITERIA_FIELDS = new Set(['acceptanceCriteria', 'checklist']);
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

export const intermittentBacklogManagement = defineAnalyzer({
  id: 'intermittent-backlog-management',
  code: 'B2',
  group: 'product-owner',
  title: {
    detected: 'The backlog is ordered only around planning',
    clear: 'The backlog is looked after throughout the sprint',
    unknown: 'Cannot tell when the backlog is ordered',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'sessionsAroundStartShare',
    threshold: 0.8,
    unit: 'share of sessions',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    hoursAroundStart: { default: 24, source: 'design default' },
    workingDaysShare: { default: 0.1, source: 'design default' },
    lowArrivalItems: { default: 5, source: 'design default' },
    minSprints: { default: 4, source: 'design default' },
  },
  minSample: { n: 20, of: 'sessions' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_RANK_HISTORY',
    'NO_SPRINTS',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
  ],
  needs: ['changes', 'rankHistory', 'descriptionHistory', 'sprints'],
  requires: ['rankHistory', 'sprints'],
  observable: { jira: 'full', linear: 'partial', github: 'no', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'Ordering happens only right before Sprint Planning: a backlog kept part-time.',
  why: 'Between two plannings the order no longer says what matters most, and a Developer who has time left pulls the wrong item.',
  logic:
    'Sessions of ordering and of writing acceptance criteria are counted. Four of five or more within a day of a sprint start, or ordering on fewer than a tenth of the working days, make a finding.',
  guards: [
    'Sessions on the agreed refinement day do not count as late.',
    'A stable backlog with fewer than five new items a sprint needs little ordering.',
  ],
  coaching: {
    question: 'Could a Developer pull the next item right now and be right?',
    next: 'Set aside 15 minutes twice a week for ordering.',
    whenFine: 'When in the sprint does ordering help you most?',
  },
  references: [
    'Wolpers: “Part-time PO: not working daily on the product backlog”',
    "Product Manager HQ: Scrum Master vs Product Owner: “manage the product\\'s backlog and assume responsibility for the product\\'s success”",
  ],
  analyze({ window, changes, rankHistory, descriptionHistory, sprints, clock, agreements, words }, limits) {
    const [from, to] = [window.from ?? 0, window.to ?? 0];
    const ordering = rankHistory.sessions(from, to);
    const created = changes.createdBetween(from, to).filter((item) => item.level === 'base');
    const edits = descriptionHistory.unseen.length > 0 ? [] : changes.between(from, to);
    const criteria = collapseSessions(
      edits
        .filter(({ item, field }) => item.level === 'base' && CRITERIA_FIELDS.has(field))
        .map((edit) => ({ at: edit.at, by: edit.by, what: edit.item })),
    );
    const refinement = agreements.refinementDay;
    const starts = [...sprints.closed, ...sprints.active].flatMap(({ start }) =>
      start === null ? [] : [start],
    );
    const sessions = [...ordering, ...criteria];
    const around = sessions.filter(
      (session) =>
        isNear(session.from, starts, limits.hoursAroundStart) &&
        WEEKDAYS[clock.weekdayOf(session.from)] !== refinement,
    );
    const share = sessions.length === 0 ? 0 : around.length / sessions.length;
    if (window.sprints.length < limits.minSprints || sessions.length < 20)
      return insufficientSample(
        sessions.length === 0 ? null : share,
        sessions.length,
        `${count(sessions.length, 'session')} in ${count(window.sprints.length, 'closed sprint')} could be judged; 20 in ${limits.minSprints} are needed.`,
      );
    const days = clock.workingDaysBetween(from, to).length;
    const ordered = new Set(ordering.map((session) => clock.dateOf(session.from))).size;
    const dayShare = days === 0 ? 0 : ordered / days;
    const summary = `${sentence(portion(around.length, sessions.length, 'session of ordering and writing criteria', 'sessions of ordering and writing criteria'))} fell within ${limits.hoursAroundStart} hours of a sprint start, and the backlog was ordered on ${portion(ordered, days, 'working day')}; the limits are ${percent(limits.sessionsAroundStartShare)} and ${percent(limits.workingDaysShare)}.`;
    const arrivals = median(
      window.sprints.map(
        (sprint) =>
          created.filter(
            (item) => item.created >= sprint.start && item.created < sprint.completed && !words.isIdea(item),
          ).length,
      ),
    );
    const seen = { value: share, sample: sessions.length, summary };
    if (arrivals < limits.lowArrivalItems)
      return clear({
        ...seen,
        summary: `${summary} A median of ${count(arrivals, 'new item')} a sprint needs little ordering.`,
      });
    const rare = dayShare < limits.workingDaysShare;
    const verdict = shareTest(around.length, sessions.length, limits.sessionsAroundStartShare);
    if (verdict === 'uncertain' && !rare)
      return insufficientSample(share, sessions.length, `${summary} That is too few to be sure.`);
    return judged(verdict === 'over' || rare, {
      ...seen,
      evidence: [
        ...(rare ? [metricNote(`ordered on ${ordered} of ${count(days, 'working day')}`)] : []),
        ...[...window.sprints].reverse().map((sprint) => {
          const own = sessions.filter(({ from: at }) => at >= sprint.start && at < sprint.completed);
          const near = own.filter((session) => around.includes(session)).length;
          return sprintNote(
            sprint,
            `${near} of ${count(own.length, 'session')} within a day of a sprint start`,
          );
        }),
      ],
    });
  },
});

function isNear(at: Instant, starts: readonly Instant[], hours: number): boolean {
  return starts.some((start) => Math.abs(at - start) <= hours * HOUR);
}
