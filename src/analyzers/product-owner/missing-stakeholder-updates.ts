import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const missingStakeholderUpdates = defineAnalyzer({
  id: 'missing-stakeholder-updates',
  code: 'B10',
  group: 'product-owner',
  title: {
    detected: 'No updates for stakeholders can be seen',
    clear: 'Stakeholders get updates',
    unknown: 'Cannot tell whether stakeholders get updates',
  },
  severity: 'medium',
  tier: 'opt-in',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'periodsWithoutUpdate',
    threshold: 0.5,
    unit: 'share of periods',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    chars: { default: 40, source: 'design default' },
  },
  minSample: { n: 4, of: 'periods' },
  shareTest: false,
  reasons: ['NO_ATTENDEES', 'NO_WIKI', 'NO_RELEASE_DATA', 'PERMISSION_DENIED', 'NO_ROSTER', 'KEPT_ELSEWHERE'],
  needs: ['updates', 'releases', 'events', 'attendees', 'roster', 'wiki'],
  requires: [],
  observable: {
    jira: 'partial',
    linear: 'full',
    github: 'partial',
    calendar: 'partial',
    wiki: 'partial',
    csv: 'no',
  },
  window: 'weeks',
  what: 'People outside the team get no visible updates.',
  why: '',
  logic:
    'update = one of these, with ≥ 40 characters of text (invitations: ≥ 1 outsider), whoever wrote it, generated release notes included. A period is without update if no readable channel holds one dated in it; ≥ 50 % of the periods.',
  guards: [
    'Judged only where at least one channel has held an update in the stored data, so a team that reports by e-mail is never blamed',
    'Internal platform teams: other teams are stakeholders',
    'A declared `releaseIntervalDays` longer than a period widens the periods to it.',
  ],
  coaching: {
    question: 'Who learned last about our last change, and from whom?',
    next: 'Three sentences after each review, where stakeholders already look.',
  },
  references: [
    'S18, S22',
    'Guide: PO “developing and explicitly communicating the Product Goal”, results presented to *key stakeholders*',
    'Verwijs & Russo stakeholder concern.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
