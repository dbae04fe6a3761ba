import { format, resolveConfig } from 'prettier';
import { GROUPS, type Analyzer, type Group } from '../src/analyzers/analyzer.ts';
import { CATALOGUE } from '../src/analyzers/catalogue.ts';
import { REASON_TEXTS } from '../src/analyzers/reason-texts.ts';
import { COMMANDS, COMMON } from '../src/commands/program.ts';
import { limitNote } from '../src/commands/rules.ts';
import { configJsonSchema } from '../src/config/schema.ts';
import { ERROR_AREAS, ERROR_CATALOGUE, type ErrorArea } from '../src/error-catalogue.ts';
import { historyJsonSchema } from '../src/history/saved-history.ts';
import { scoringParts } from './scoring-page.ts';
import { trackersPage } from './trackers-page.ts';

/**
 * Pages and schemas that follow from the code, by their path from the root of the project. `npm run generate` writes them;
 * a test fails when one is stale.
 */
export async function generatedFiles(): Promise<Map<string, string>> {
  const files = new Map<string, string>([
    ['docs/commands.md', commandsPage()],
    ['docs/configuration.md', configurationPage()],
    ['docs/errors.md', errorsPage()],
    ['docs/scoring.md', page('Scoring the Product Backlog', ...scoringParts())],
    ['docs/trackers.md', trackersPage()],
    ['docs/rules/README.md', rulesIndex()],
    ...CATALOGUE.map((rule): [string, string] => [`docs/rules/${rule.id}.md`, rulePage(rule)]),
  ]);
  for (const [file, schema] of [
    ['schema/config.schema.json', configJsonSchema()],
    ['schema/history.schema.json', historyJsonSchema()],
  ] as const) {
    const options = { ...(await resolveConfig(file)), filepath: file };
    files.set(file, await format(JSON.stringify(schema), options));
  }
  return files;
}

const GENERATED = '<!-- Written by "npm run generate" from the code: do not edit here. -->';

function page(title: string, ...parts: readonly string[]): string {
  return `${[GENERATED, `# ${title}`, ...parts.filter((part) => part !== '')].join('\n\n')}\n`;
}

/** Text in a cell of a table: a bar would end the cell, a tag would be markup. */
function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/</g, '&lt;').replace(/\s+/g, ' ').trim();
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function listOf(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

function commandsPage(): string {
  const code = (lines: readonly string[]): string => ['```sh', ...lines, '```'].join('\n');
  const options = (rows: readonly (readonly [string, string])[]): string =>
    tableOf(
      ['option', 'what it does'],
      rows.map(([flags, text]) => [`\`${flags}\``, cell(text)]),
    );
  const sections = COMMANDS.flatMap(({ title, commands }) => [
    `## ${title}`,
    ...commands.flatMap((command) => [
      `### \`hatcheck ${command.usage}\``,
      command.details,
      ...(command.options === undefined ? [] : [options(command.options)]),
      code(command.examples),
    ]),
  ]);
  return page(
    'Commands',
    '`hatcheck <command> [options]`. Every command takes the common options. `check`, `report`, `backlog` and `roles` pull what changed first; `trend`, `rules`, `explain` and `privacy` never do.',
    '## Common options',
    options(COMMON),
    'Paths on the command line are relative to the folder you are in, paths in the configuration to the configuration.',
    ...sections,
    '## Exit codes',
    tableOf(
      ['code', 'meaning'],
      [
        ['0', 'done. Findings alone never fail a run'],
        ['1', 'a finding reached `--fail-on`'],
        ['2', 'wrong usage, configuration or unreadable input file; nothing was changed'],
        ['3', 'credentials refused or missing'],
        ['4', 'tracker or network failed, or nothing of a team could be read'],
        ['5', 'with `--strict`: something that was asked for could not be read'],
        ['130', 'interrupted; what was stored is whole, run the same command again to go on'],
      ],
    ),
    'Of several teams the worst counts, in the order 3, 4, 5, 1; the other teams are still reported.',
    '## Streams',
    'With `--json`, or `json` and `csv` of `backlog`, stdout holds that document and nothing else; at 2, 3 and 4 it holds `{ "error": { "code", "message", "next" } }`. Progress and warnings go to stderr. [errors.md](errors.md) lists every error.',
  );
}

/** Everything a configuration may say, in one: the page shows it, a test reads it. */
export const EXAMPLE = `store: .hatcheck/hatcheck.db      # SQLite file, or postgres://\${PGUSER}:\${PGPASSWORD}@host/database
timezone: Europe/Berlin           # a team may have its own
workingDays: [mon, tue, wed, thu, fri]
holidays: [2026-12-25]
privacy: aggregate                # aggregate | pseudonymise | names
retention: 400                    # days for closed items
teams:
  - name: Checkout
    tracker: { kind: jira, site: https://acme.atlassian.net, project: CHK, board: 12 }
    roles: { product-owner: [ana@example.com], scrum-master: [ben@example.com] }
    members: [ana@example.com, ben@example.com, mei@example.com]
    events:
      - { calendar: ./team.ics, complete: true }
      - { confluence: https://acme.atlassian.net/wiki, space: CHK }
    states: { acceptance: [PO Review] }
    fields: { estimate: Story Points, acceptanceCriteria: Acceptance Criteria }
    labels: { improvement: [retro-action] }
    agreements: { refinementDay: wed, releaseIntervalDays: 14, wipLimit: 6 }
    productGoal: https://acme.atlassian.net/wiki/goal
    experiments:
      - { rule: sprint-scope-creep, text: One day of reserve in every Sprint, from: 2026-11-02, until: 2026-11-30 }
  - name: Mobile
    tracker: { kind: linear, team: MOB }
  - name: Platform
    tracker: { kind: github, repository: acme/platform, project: 7, sprintsFrom: iterations }
  - name: Client X
    tracker: { kind: file, path: ./exports/client-x.csv }
rules:
  missing-retrospective: { severity: high, threshold: 0.5 }
  single-item-parallelism: on
  review-bottleneck: off
suppress:
  - { team: Mobile, rule: combined-product-owner-scrum-master, until: 2027-03-31, because: agreed until we hire }
`;

interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
}

function configurationPage(): string {
  const schema = configJsonSchema() as Schema;
  const rows = keysOf(schema, '').map(({ key, schema: value, required }) => [
    `\`${key}\``,
    cell(kindOf(value)),
    cell(`${value.description ?? ''}${required ? ' (needed)' : ''}`),
  ]);
  return page(
    'Configuration',
    '`hatcheck.yaml` is looked for in the folder you are in and upwards; `--config` names another. It is checked before anything runs: an unknown key, a wrong value or an unknown rule is an error with line and path. `${NAME}` is replaced by an environment variable in every text; one that is not set is an error. Tokens never stand in the file: they come from the environment.',
    'Editors that know the YAML language server complete and check the file with this first line:',
    '```yaml\n# yaml-language-server: $schema=./node_modules/hatcheck/schema/config.schema.json\n```',
    `## An example\n\n\`\`\`yaml\n${EXAMPLE}\`\`\``,
    `## Every key\n\n${tableOf(['key', 'value', 'meaning'], rows)}`,
    '## Secrets',
    tableOf(
      ['variable', 'what it holds'],
      [
        ['`JIRA_EMAIL`, `JIRA_API_TOKEN`', 'Jira Cloud: address of the account and its token'],
        ['`JIRA_PAT`', 'Jira Data Center: personal access token'],
        ['`LINEAR_API_KEY`', 'Linear: personal API key'],
        ['`GITHUB_TOKEN`', 'GitHub: token'],
        ['`CONFLUENCE_EMAIL`, `CONFLUENCE_API_TOKEN`', 'Confluence; default: those of Jira'],
        ['`SLACK_WEBHOOK_URL`, `TEAMS_WEBHOOK_URL`', 'where `hatcheck post` sends to'],
        ['`HATCHECK_WEBHOOK_URL`, `HATCHECK_WEBHOOK_SECRET`', 'the same for any other receiver'],
        ['`HATCHECK_KEY`', 'key of the pseudonyms; else the file `.hatcheck/key`'],
      ],
    ),
    '`tracker.tokenEnv` names another variable for the token of one team, so that several clients can stand side by side.',
    'Other variables: `NO_COLOR`, `HATCHECK_BROWSER` (program that prints the PDF), `HATCHECK_CANVAS` (`canvas` or `napi`).',
  );
}

interface Key {
  readonly key: string;
  readonly schema: Schema;
  readonly required: boolean;
}

/** Every key with its path; keys that several kinds of an object share are listed once for each. */
function keysOf(schema: Schema, path: string): Key[] {
  const keys: Key[] = [];
  for (const [name, value] of Object.entries(schema.properties ?? {})) {
    const key = path === '' ? name : `${path}.${name}`;
    keys.push({ key, schema: value, required: (schema.required ?? []).includes(name) });
    keys.push(...below(value, key));
  }
  return keys;
}

function below(value: Schema, key: string): Key[] {
  if (value.properties !== undefined) return keysOf(value, key);
  if (value.items !== undefined) return below(value.items, `${key}[]`);
  if (typeof value.additionalProperties === 'object') return below(value.additionalProperties, `${key}.<id>`);
  return (value.oneOf ?? value.anyOf ?? []).flatMap((option) => {
    const kind = option.properties?.['kind']?.const;
    const inner = option.properties === undefined ? [] : keysOf(option, key);
    return kind === undefined
      ? inner
      : inner
          .filter((each) => !each.key.endsWith('.kind'))
          .map((each) => ({ ...each, key: `${each.key} (${String(kind)})` }));
  });
}

function kindOf(schema: Schema): string {
  if (schema.const !== undefined) return String(schema.const);
  const options = schema.oneOf ?? schema.anyOf;
  if (schema.enum !== undefined) return schema.enum.map(String).join(', ');
  if (options !== undefined) {
    const kinds = [...new Set(options.map(kindOf))];
    return kinds.join(' or ').replace('switch or on, off', 'on, off');
  }
  if (schema.type === 'array')
    return `list of ${schema.items === undefined ? 'values' : kindOf(schema.items)}`;
  const names: Record<string, string> = {
    boolean: 'switch',
    string: 'text',
    integer: 'whole number',
    number: 'number',
    object: 'group of keys',
  };
  return names[schema.type ?? ''] ?? 'value';
}

function errorsPage(): string {
  const areas = (Object.keys(ERROR_AREAS) as ErrorArea[]).flatMap((area) => {
    const rows = ERROR_CATALOGUE.filter((entry) => entry.area === area);
    if (rows.length === 0) return [];
    return [
      `## ${ERROR_AREAS[area]}`,
      tableOf(
        ['code', 'exit', 'what happened', 'what to do'],
        rows.map(({ code, exit, means, next }) => [`\`${code}\``, String(exit), cell(means), cell(next)]),
      ),
    ];
  });
  return page(
    'Errors',
    'Every error says what happened, where, and what to do; with `--json` it stands on stdout as `{ "error": { "code", "message", "next" } }`. `--verbose` adds the stack. An error that is not listed here is a bug: it exits with 70 and asks to be reported.',
    ...areas,
  );
}

const SOURCES: readonly (keyof Analyzer['observable'])[] = [
  'jira',
  'linear',
  'github',
  'calendar',
  'wiki',
  'csv',
];
const SOURCE_NAMES: Readonly<Record<keyof Analyzer['observable'], string>> = {
  jira: 'Jira',
  linear: 'Linear',
  github: 'GitHub',
  calendar: 'calendar',
  wiki: 'wiki',
  csv: 'CSV export',
};
const WINDOWS: Readonly<Record<Analyzer['window'], string>> = {
  sprints: 'the last 6 completed Sprints',
  weeks: 'the last 6 completed Sprints, or 12 weeks without Sprints',
  now: 'the present state',
};

function rulesIndex(): string {
  const sections = (Object.keys(GROUPS) as Group[]).flatMap((group) => {
    const rules = CATALOGUE.filter((rule) => rule.group === group);
    return [
      `## ${GROUPS[group].letter}. ${GROUPS[group].title}`,
      tableOf(
        ['', 'rule', 'problem', 'severity', 'default'],
        rules.map((rule) => [
          rule.code,
          `[\`${rule.id}\`](${rule.id}.md)`,
          cell(rule.title.detected),
          rule.severity,
          rule.tier === 'opt-in' ? 'off' : 'on',
        ]),
      ),
    ];
  });
  return page(
    'Rules',
    `${CATALOGUE.length} rules. Each has a page of its own: what it looks for, how it is judged, what does not count, what data it needs, what to ask and to try, and its sources. \`hatcheck explain RULE\` shows the same with your thresholds and your data. [../coverage.md](../coverage.md) lists what published catalogues name and which rule judges it.`,
    ...sections,
  );
}

function rulePage(rule: Analyzer): string {
  const { primary } = rule;
  const owner = rule.coachingOwner.replace(/-/g, ' ');
  return page(
    rule.title.detected,
    `\`${rule.id}\` · ${rule.code} · ${GROUPS[rule.group].title} · severity ${rule.severity} · ${rule.tier === 'opt-in' ? 'off until the configuration names it' : 'on by default'}`,
    rule.what,
    rule.why === '' ? '' : `## Why it may matter\n\n${rule.why}`,
    `## How it is judged\n\n${rule.logic}`,
    `Reported when **${primary.name} ${primary.direction} ${primary.threshold}** (${limitNote(primary, primary.threshold)}), over ${WINDOWS[rule.window]}, from ${rule.minSample.n} ${rule.minSample.of} on.${rule.shareTest ? ' A share counts only when it is unlikely to be chance: the lower bound of its Wilson interval (z = 1.28, one-sided 90 %) must reach three quarters of the threshold.' : ''}${rule.recurrenceGated ? ' It has to come back: in half of the judged Sprints, four or more of them, for the listed severity; in two of the last three for medium at most.' : ''}`,
    tableOf(
      ['threshold', 'default', 'where the number comes from'],
      [
        [`\`${primary.name}\` (\`threshold\`)`, String(primary.threshold), cell(primary.source)],
        ...Object.entries(rule.thresholds).map(([name, { default: value, source }]) => [
          `\`${name}\``,
          String(value),
          cell(source),
        ]),
      ],
    ),
    rule.guards.length === 0 ? '' : `## What does not count\n\n${listOf(rule.guards)}`,
    rule.baseRate === undefined ? '' : `## How usual it is elsewhere\n\n${rule.baseRate}`,
    `## What it needs\n\n${tableOf(
      SOURCES.map((source) => SOURCE_NAMES[source]),
      [SOURCES.map((source) => rule.observable[source])],
    )}`,
    rule.reasons.length === 0
      ? ''
      : `Where it cannot be judged, the report says why:\n\n${listOf(rule.reasons.map(reasonLine))}`,
    `## For the conversation\n\nAsk: ${rule.coaching.question}\n\nTry: ${rule.coaching.next} Whose it is to take up: the ${owner}.${rule.coaching.whenFine === undefined ? '' : `\n\nWhen it goes well: ${rule.coaching.whenFine}`}`,
    `## Sources\n\n${listOf(rule.references)}`,
    `## Tuning it\n\n\`\`\`yaml\nrules:\n  ${rule.id}: { severity: ${rule.severity}, threshold: ${primary.threshold} }   # or: off\n\`\`\``,
  );
}

function reasonLine(code: Analyzer['reasons'][number]): string {
  const { missing, connect } = REASON_TEXTS[code];
  return `\`${code}\`: ${missing}${connect === null ? '' : `; connect ${connect}`}`;
}
