import { stringify } from 'yaml';

/** What `init` asks; everything but the name and the tracker may be left open. */
export interface Answers {
  readonly name: string;
  readonly tracker: Readonly<Record<string, string | number>>;
  readonly timezone: string;
  readonly privacy: string;
  readonly calendar: string | null;
  /** Every Scrum event is in the calendar. */
  readonly complete: boolean;
  readonly productOwner: string | null;
  readonly scrumMaster: string | null;
  readonly estimate: string | null;
  readonly acceptanceCriteria: string | null;
  readonly acceptanceState: string | null;
  readonly improvementLabel: string | null;
}

/** A value as it stands in YAML on one line. */
function flow(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0, singleQuote: false }).trim();
}

/** The text of a commented `hatcheck.yaml`; what was left open stands there as a comment. Never a secret. */
export function configurationText(answers: Answers, schema: string): string {
  const { name, tracker, timezone, privacy } = answers;
  const lines = [
    `# yaml-language-server: $schema=${schema}`,
    '# Every key: docs/configuration.md. Tokens never stand here: they come from the environment.',
    '',
    'store: .hatcheck/hatcheck.db        # raw data of the tracker, for your eyes only',
    `timezone: ${flow(timezone)}`,
    'workingDays: [mon, tue, wed, thu, fri]',
    '# holidays: [2026-12-25]',
    `privacy: ${flow(privacy).padEnd(27)}# aggregate: nobody by name; or pseudonymise, names`,
    'retention: 400                      # days for closed items',
    '',
    'teams:',
    `  - name: ${flow(name)}`,
    `    tracker: ${flow(tracker)}`,
    ...teamLines(answers),
    '    # agreements: { refinementDay: wed, dailyMode: sync, releaseIntervalDays: 14, wipLimit: 6 }',
    '',
    '# rules:',
    '#   missing-retrospective: { severity: high, threshold: 0.5 }',
    '#   review-bottleneck: off',
    '# suppress:',
    '#   - { rule: combined-product-owner-scrum-master, until: 2027-03-31, because: "agreed until we hire" }',
  ];
  return `${lines.join('\n')}\n`;
}

/** What a team may say about itself: given, or as a comment that shows how. */
function teamLines(answers: Answers): string[] {
  const { calendar, complete, productOwner, scrumMaster, acceptanceState, improvementLabel } = answers;
  const roles = { ...listed('product-owner', productOwner), ...listed('scrum-master', scrumMaster) };
  const fields = {
    ...given('estimate', answers.estimate),
    ...given('acceptanceCriteria', answers.acceptanceCriteria),
  };
  const events =
    calendar === null
      ? [
          '    # events:',
          '    #   - { calendar: ./team.ics, complete: true }   # complete: every Scrum event is in it',
        ]
      : [
          '    events:',
          `      - ${flow({ calendar, complete })}   # complete: true when every Scrum event is in it`,
        ];
  return [
    entry(
      'roles',
      roles,
      '{ product-owner: [ana@example.com], scrum-master: [ben@example.com] }   # else recognised from the work: hatcheck roles',
    ),
    ...events,
    entry(
      'states',
      listed('acceptance', acceptanceState),
      '{ acceptance: [PO Review], waiting: [], testing: [], blocked: [], ready: [] }',
    ),
    entry('fields', fields, '{ estimate: Story Points, acceptanceCriteria: Acceptance Criteria }'),
    entry(
      'labels',
      listed('improvement', improvementLabel),
      '{ improvement: [retro-action], blocked: [], expedite: [] }',
    ),
  ];
}

function entry(key: string, value: Readonly<Record<string, unknown>>, example: string): string {
  return Object.keys(value).length === 0 ? `    # ${key}: ${example}` : `    ${key}: ${flow(value)}`;
}

function given(name: string, value: string | null): Record<string, string> {
  return value === null ? {} : { [name]: value };
}

function listed(name: string, value: string | null): Record<string, string[]> {
  return value === null ? {} : { [name]: [value] };
}
