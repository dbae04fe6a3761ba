import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { metricNote, periodNote } from '../shared/evidence.ts';
import { roleConfidence } from '../shared/role-holders.ts';
import { count, portion, sentence } from '../shared/words.ts';

export const sharedTeamMembers = defineAnalyzer({
  id: 'shared-team-members',
  code: 'A10',
  group: 'role-clarity',
  title: {
    detected: 'Many people work for several teams at once',
    clear: 'People work for one team at a time',
    unknown: 'Cannot tell whether people are shared between teams',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'management',
  recurrenceGated: false,
  primary: {
    name: 'sharedShare',
    threshold: 0.3,
    unit: 'share of people',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    roleHolderTeams: { default: 3, source: 'design default' },
    minPeriods: { default: 3, source: 'design default' },
  },
  minSample: { n: 5, of: 'people' },
  shareTest: false,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'PERMISSION_DENIED', 'OUTSIDE_SCOPE'],
  needs: ['roster', 'roles', 'changes', 'sprints'],
  requires: ['changes'],
  observable: { jira: 'partial', linear: 'full', github: 'partial', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'People, the Product Owner and Scrum Master included, are spread over the sprints of several teams at once.',
  why: 'Whoever works for two Sprint Goals can commit to neither, and every team waits for its turn.',
  logic:
    'Share of the active members who are active in another configured team in the same period too; or the Product Owner or Scrum Master is active in several teams.',
  guards: [
    'Specialists who are not members of the team do not count.',
    'Work in several repositories of one team is not work for several teams; items that two teams hold in common count once.',
  ],
  coaching: {
    question: 'To which Sprint Goal do the people who work for two teams commit?',
    next: 'Try one primary team per person for one quarter.',
  },
  references: ['Telemaco and others 2020: A catalogue of agile smells (IEEE Access 8): shared developers'],
  analyze({ roster, roles, window }, limits) {
    if (roster.otherTeams === 0)
      return notObservable(
        ['OUTSIDE_SCOPE'],
        'Only this team is configured, so work for other teams cannot be seen.',
      );
    const perPeriod = window.periods
      .map((period) => {
        const active = roster.activeMembers(period);
        return { period, active, shared: active.filter((person) => roster.teamsOf(person, period) > 0) };
      })
      .filter((one) => one.active.length > 0);
    const active = new Set(perPeriod.flatMap((one) => one.active));
    const shared = new Set(perPeriod.flatMap((one) => one.shared));
    const share = active.size === 0 ? null : shared.size / active.size;
    if (share === null || active.size < 5 || perPeriod.length < limits.minPeriods)
      return insufficientSample(
        share,
        active.size,
        `${count(active.size, 'active member')} in ${count(perPeriod.length, 'period')}: too few to judge (5 members, ${limits.minPeriods} periods).`,
      );
    const holders = [roles.productOwner, roles.scrumMaster].filter((holder) =>
      holder.people.some((person) =>
        window.periods.some((period) => roster.teamsOf(person, period) + 1 >= limits.roleHolderTeams),
      ),
    );
    const isShareOver = share >= limits.sharedShare;
    const titles = holders.map((holder) =>
      holder.role === 'product-owner' ? 'the Product Owner' : 'the Scrum Master',
    );
    const spread =
      titles.length === 0
        ? ''
        : `; ${titles.join(' and ')} active in ${limits.roleHolderTeams} or more teams`;
    return judged(isShareOver || holders.length > 0, {
      value: share,
      sample: active.size,
      roleConfidence: isShareOver ? 1 : roleConfidence(...holders),
      summary: `${sentence(portion(shared.size, active.size, 'active member'))} also worked for another team in the same period${spread}.`,
      evidence: [
        ...perPeriod
          .filter((one) => one.shared.length > 0)
          .map((one) =>
            periodNote(
              one.period,
              `${one.shared.length} of ${one.active.length} active members also worked for another team`,
            ),
          ),
        ...titles.map((title) =>
          metricNote(
            `${title.charAt(0).toUpperCase()}${title.slice(1)} works for ${limits.roleHolderTeams} or more teams`,
          ),
        ),
      ],
    });
  },
});
