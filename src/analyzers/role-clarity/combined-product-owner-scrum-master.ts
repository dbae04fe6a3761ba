import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const combinedProductOwnerScrumMaster = defineAnalyzer({
  id: 'combined-product-owner-scrum-master',
  code: 'A1',
  group: 'role-clarity',
  title: {
    detected: 'One person holds both the Product Owner and the Scrum Master accountability',
    clear: 'The two accountabilities are held by different people',
    unknown: 'Cannot tell whether one person holds both accountabilities',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'scrum-team',
  recurrenceGated: false,
  primary: {
    name: 'peopleHoldingBoth',
    threshold: 1,
    unit: 'people',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    score: { default: 0.45, source: 'design default' },
    roleConfidence: { default: 0.6, source: 'design default' },
    minPeriods: { default: 3, source: 'design default' },
    smallTeam: { default: 4, source: 'design default' },
  },
  minSample: { n: 30, of: 'sessions' },
  shareTest: false,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'ROLE_NOT_INFERABLE', 'SHARED_ACCOUNT', 'PERMISSION_DENIED'],
  needs: ['roles', 'changes', 'events', 'wiki'],
  requires: [],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'partial',
    calendar: 'partial',
    wiki: 'partial',
    csv: 'no',
  },
  window: 'weeks',
  what: 'One person acts as both Product Owner and Scrum Master, so nobody challenges ordering from a process perspective.',
  why: '',
  logic:
    '(a) declared: at least one person stands in both lists → detected, confidence 1, no minimum. (b) a role is inferred: same person first for PO and SM, both scores ≥ 0.45, each confidence ≥ 0.6 (§2). Minimum for (b): 30 role-relevant sessions, 3 periods.',
  guards: [
    'SM doing data entry on the PO’s behalf (delegation is allowed) → ask-to-confirm wording, never an assertion when inferred',
    'Teams of ≤ 4 people → severity medium, “small team” in the summary.',
  ],
  coaching: {
    question: 'When ordering and team capacity conflict, who argues each side?',
    next: 'Name one owner per accountability in the team charter; if staffing forbids, let a Developer take SM duties and re-check in 3 sprints.',
  },
  references: [
    'S1, S12',
    'Scrum Guide “one Scrum Master, one Product Owner”',
    '“Product Owner == Scrum Master” anti-pattern deck',
    'Fragile book “ScrumMasterProductOwnerManager”.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
