import { DAY } from '../../history/working-time.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged } from '../outcome.ts';
import { metricNote } from '../shared/evidence.ts';
import { count, percent, portion, sentence } from '../shared/words.ts';

export const customerSignalAbsence = defineAnalyzer({
  id: 'customer-signal-absence',
  code: 'B8',
  group: 'product-owner',
  title: {
    detected: 'The backlog shows no trace of users or customers',
    clear: 'Users or customers leave traces in the backlog',
    unknown: 'Cannot tell whether users or customers shape the backlog',
  },
  severity: 'low',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'signalShare',
    threshold: 0.05,
    unit: 'share of items',
    direction: '<',
    source: 'design default',
  },
  thresholds: {
    days: { default: 90, source: 'design default' },
  },
  minSample: { n: 30, of: 'items' },
  shareTest: false,
  reasons: ['PERMISSION_DENIED', 'KEPT_ELSEWHERE'],
  needs: ['items', 'customerSignals', 'links'],
  requires: ['customerSignals'],
  observable: {
    jira: 'partial',
    linear: 'full',
    github: 'partial',
    calendar: 'no',
    wiki: 'no',
    csv: 'partial',
  },
  window: 'now',
  what: 'The Product Backlog shows no trace of users or customers.',
  why: 'A backlog that only the team feeds gets better at what the team already believes.',
  logic:
    'Of the items created in the last 90 days, those with a trace of a customer: a linked request, votes, an author from outside the team, a label, or a text that reports research or feedback. Fewer than 5 % make a finding.',
  guards: [
    'For an internal platform team people of other teams are the customers.',
    'Where feedback is kept in another tool, nothing is said.',
  ],
  coaching: {
    question: 'Who outside asked for the item on top?',
    next: 'Link one customer source to each of the ten top items.',
    whenFine: 'Which of your items came from a customer most directly?',
  },
  references: [
    'Product Manager HQ: Scrum Master vs Product Owner: “a product owner works with stakeholders and end users”',
    'Verwijs, Russo: A theory of Scrum team effectiveness (arXiv 2105.12439): stakeholder concern',
    'Scrum.org: The Evidence-Based Management Guide: Unrealized Value',
    'Scrum anti-pattern “no customers present”',
  ],
  analyze({ items, customerSignals, asOf, words }, limits) {
    const since = asOf - limits.days * DAY;
    const recent = items.pbis.filter((item) => item.created >= since && !words.isIdea(item));
    const signalled = recent.filter((item) => customerSignals.hasSignal(item));
    const share = recent.length === 0 ? null : signalled.length / recent.length;
    if (share === null || recent.length < 30)
      return insufficientSample(
        share,
        recent.length,
        `${count(recent.length, 'item')} were created in the last ${limits.days} days, 30 are needed.`,
      );
    const summary = `${sentence(portion(signalled.length, recent.length, `item created in the last ${limits.days} days`, `items created in the last ${limits.days} days`))} carry a trace of a user or customer; the limit is ${percent(limits.signalShare)}.`;
    return judged(share < limits.signalShare, {
      value: share,
      sample: recent.length,
      summary,
      evidence: [metricNote(`${recent.length - signalled.length} new items without a trace of a customer`)],
    });
  },
});
