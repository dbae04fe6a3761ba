import { stringify } from 'yaml';

/** What `init` asks; everything but the name and the tracker may be left open. */
export interface Answers {
  readonly name: string;
  readonly tracker: Readonly<Record<string, string | number>>;
  readonly timezone: string;
  readonly calendar: string | null;
  readonly productOwner: string | null;
  readonly scrumMaster: string | null;
}

/** A value as it stands in YAML on one line. */
function flow(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0, singleQuote: false }).trim();
}

/** The text of a commented `hatcheck.yaml`; what was left open stands there as a comment. Never a secret. */
export function configurationText(answers: Answers, schema: string): string {
  const { name, tracker, timezone, calendar, productOwner, scrumMaster } = answers;
  const roles = {
    ...(productOwner === null ? {} : { 'product-owner': [productOwner] }),
    ...(scrumMaster === null ? {} : { 'scrum-master': [scrumMaster] }),
  };
  const declared = Object.keys(roles).length > 0;
  const lines = [
    `# yaml-language-server: $schema=${schema}`,
    '# Every key: docs/configuration.md. Tokens never stand here: they come from the environment.',
    '',
    'store: .hatcheck/hatcheck.db        # raw data of the tracker, for your eyes only',
    `timezone: ${flow(timezone)}`,
    'workingDays: [mon, tue, wed, thu, fri]',
    '# holidays: [2026-12-25]',
    'privacy: aggregate                  # nobody by name; or pseudonymise, names',
    'retention: 400                      # days for closed items',
    '',
    'teams:',
    `  - name: ${flow(name)}`,
    `    tracker: ${flow(tracker)}`,
    declared
      ? `    roles: ${flow(roles)}`
      : '    # roles: { product-owner: [ana@example.com], scrum-master: [ben@example.com] }   # else recognised from the work: hatcheck roles',
    ...(calendar === null
      ? [
          '    # events:',
          '    #   - { calendar: ./team.ics, complete: true }   # complete: every Scrum event is in it',
        ]
      : [
          '    events:',
          `      - ${flow({ calendar, complete: false })}   # true when every Scrum event is in it`,
        ]),
    '    # states: { acceptance: [PO Review], waiting: [], testing: [], blocked: [], ready: [] }',
    '    # labels: { improvement: [retro-action], blocked: [], expedite: [] }',
    '    # agreements: { refinementDay: wed, dailyMode: sync, releaseIntervalDays: 14, wipLimit: 6 }',
    '',
    '# rules:',
    '#   missing-retrospective: { severity: high, threshold: 0.5 }',
    '#   review-bottleneck: off',
    '# suppress:',
    '#   - { team: Example, rule: combined-product-owner-scrum-master, until: 2027-03-31, because: "agreed until we hire" }',
  ];
  return `${lines.join('\n')}\n`;
}

/** The weekly workflow for GitHub Actions, with the secrets that the tracker needs. */
export function workflowText(secrets: readonly string[]): string {
  return [
    'name: hatcheck',
    'on:',
    '  schedule:',
    "    - cron: '17 5 * * 1'",
    '  workflow_dispatch:',
    'permissions:',
    '  contents: read',
    'concurrency: hatcheck',
    'jobs:',
    '  report:',
    '    runs-on: ubuntu-latest',
    '    steps:',
    '      - uses: actions/checkout@v4',
    '      - uses: actions/setup-node@v4',
    '        with: { node-version: 22 }',
    '      - run: npx --yes hatcheck report',
    ...(secrets.length === 0
      ? []
      : ['        env:', ...secrets.map((name) => `          ${name}: \${{ secrets.${name} }}`)]),
    '      - uses: actions/upload-artifact@v4',
    '        with: { name: hatcheck-report, path: hatcheck-report }',
    '',
  ].join('\n');
}
