import { z } from 'zod';

/**
 * The one description of `hatcheck.yaml`: validation, the JSON Schema for editors and the types all come from here.
 * Checks that need more than one place of the file (team names, rule ids) are in `check.ts`.
 */

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/** https, or http on this machine. Tokens travel over these URLs. */
export function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

const text = z.string().trim().min(1, 'must not be empty');
const url = text.refine(isSafeUrl, {
  error: 'must be an https URL without a user name or password in it (http only on this machine)',
});
const date = z.string().refine(isDate, { error: 'must be a date like 2026-12-25' });
const timezone = text.refine(isTimeZone, { error: 'must be a time zone like Europe/Berlin' });
const variableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, {
  error: 'must be the name of an environment variable, never the secret itself',
});

/** `on`, `off`, `true` and `false`: YAML 1.2 reads the first two as words. */
const toggle = z.union([z.boolean(), z.enum(['on', 'off'])], { error: 'must be on or off' });
/** A number, or digits that `${VAR}` put in. */
const id = z.union([z.number().int().nonnegative(), z.string().regex(/^\d+$/)], {
  error: 'must be a whole number',
});

const weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);
const severity = z.enum(['critical', 'high', 'medium', 'low']);
const words = z.array(text);

const jiraTracker = z.strictObject({
  kind: z.literal('jira'),
  site: url.describe('Address of the site, like https://acme.atlassian.net'),
  project: text.describe('Project key'),
  board: id.optional().describe('Board whose sprints and items are the team’s; without it the project’s'),
  team: text.optional().describe('Value of the team field that makes an item this team’s'),
  deployment: z.enum(['cloud', 'data-center']).optional().describe('Which Jira it is; else detected'),
  gateway: url.optional().describe('For scoped tokens: another address than api.atlassian.com'),
  tokenEnv: variableName
    .optional()
    .describe('Variable that holds the token, instead of JIRA_API_TOKEN or JIRA_PAT'),
});

const linearTracker = z.strictObject({
  kind: z.literal('linear'),
  team: text.describe('Team key'),
  goals: z
    .enum(['description', 'document', 'name'])
    .optional()
    .describe('Where the team writes the goals of its cycles, when nowhere else'),
  api: url.optional().describe('Another address than https://api.linear.app/graphql'),
  tokenEnv: variableName.optional().describe('Variable that holds the token, instead of LINEAR_API_KEY'),
});

const githubTracker = z.strictObject({
  kind: z.literal('github'),
  repository: z
    .string()
    .regex(/^[\w.-]+\/[\w.-]+$/, { error: 'must be owner/name' })
    .describe('owner/name'),
  project: id.optional().describe('Number of the Projects board'),
  sprintsFrom: z
    .enum(['iterations', 'milestones'])
    .optional()
    .describe(
      'What the Sprints are; else iterations where the board has them, else milestones named like Sprints',
    ),
  api: url.optional().describe('GitHub Enterprise Server: https://HOST/api/v3'),
  tokenEnv: variableName.optional().describe('Variable that holds the token, instead of GITHUB_TOKEN'),
});

const fileTracker = z.strictObject({
  kind: z.literal('file'),
  path: text.describe('An export or a folder of exports, relative to the configuration'),
});

const holders = z.strictObject({
  'product-owner': words.optional().describe('People'),
  'scrum-master': words.optional().describe('People'),
});

const titles = z
  .strictObject({
    planning: words.optional().describe('Titles'),
    daily: words.optional().describe('Titles'),
    review: words.optional().describe('Titles'),
    retrospective: words.optional().describe('Titles'),
    refinement: words.optional().describe('Titles'),
  })
  .describe('The team’s own names of its events: text, or a regular expression between slashes');

const calendarSource = z.strictObject({
  calendar: text
    .refine(
      (place) => !/^[a-z][a-z0-9+.-]+:\/\//i.test(place) || isSafeUrl(place.replace(/^webcals?:/i, 'https:')),
      {
        error: 'must be a file, or an https URL (http only on this machine)',
      },
    )
    .describe('Calendar file or URL'),
  complete: toggle
    .optional()
    .describe('Every Scrum event of the team is in it, so that a missing one is missing. Default: off'),
  titles: titles.optional(),
});
const confluenceSource = z.strictObject({
  confluence: url.describe('Address of the wiki'),
  space: text.describe('Key of the space'),
  complete: toggle.optional().describe('Every Scrum event of the team has its page there. Default: off'),
  titles: titles.optional(),
});

const agreements = z.strictObject({
  orderingElsewhere: toggle.optional().describe('The backlog is ordered in another tool'),
  refinementDay: weekday.optional().describe('Changes of the backlog on that day are refinement'),
  dailyMode: z
    .enum(['sync', 'async'])
    .optional()
    .describe('async: the Daily Scrum is written, so no meeting is looked for. Default: sync'),
  releaseIntervalDays: z.number().positive().optional().describe('How often the team means to release'),
  wipLimit: z.number().int().positive().optional().describe('Items in progress that the team allows itself'),
  feedbackTool: z
    .string()
    .optional()
    .describe('Where customers’ feedback is kept; none: in the tracker alone'),
  retrospectiveTexts: toggle
    .optional()
    .describe('The team opens the texts of its retrospectives to hatcheck'),
});

const experiment = z.strictObject({
  rule: text.optional().describe('Rule by which it is measured'),
  text: text.describe('What the team tries'),
  from: date.describe('First day'),
  until: date.optional().describe('Last day'),
});

const team = z.strictObject({
  name: text.describe('Name in reports and for --team'),
  tracker: z.discriminatedUnion('kind', [jiraTracker, linearTracker, githubTracker, fileTracker], {
    error: 'must say kind: jira, linear, github or file',
  }),
  timezone: timezone.optional().describe('Else the one for all teams'),
  workingDays: z.array(weekday).min(1).optional().describe('Else those for all teams'),
  holidays: z.array(date).optional().describe('Else those for all teams'),
  roles: holders
    .optional()
    .describe('Who is what: e-mail, account id, login or display name; else recognised from the work'),
  delegates: holders.optional().describe('Who may act for them, so that this is no finding'),
  members: words
    .optional()
    .describe(
      'The Scrum Team; else people with 3 or more transitions or assignments in each of 2 or more Sprints',
    ),
  samePeople: z.array(words).optional().describe('Logins and addresses that are one person each'),
  events: z
    .array(
      z.union([calendarSource, confluenceSource], { error: 'must hold calendar: or confluence: and space:' }),
    )
    .optional()
    .describe('Where Scrum events show: calendars and wikis'),
  states: z
    .strictObject({
      acceptance: words.optional().describe('States in which the Product Owner accepts'),
      waiting: words.optional().describe('States in which nobody works on the item'),
      testing: words.optional().describe('States in which it is tested'),
      blocked: words.optional().describe('States of blocked items'),
      ready: words.optional().describe('States of items that are ready for a Sprint'),
    })
    .optional()
    .describe('What status categories cannot tell; else well-known names are recognised'),
  fields: z
    .strictObject({
      estimate: text.optional().describe('Field for estimates'),
      acceptanceCriteria: text.optional().describe('Field for acceptance criteria'),
      team: text.optional().describe('Field that says whose item it is'),
      sprint: text.optional().describe('Field for the Sprint'),
      priority: text.optional().describe('Field for the priority, on a board of GitHub'),
      status: text.optional().describe('Field for the state, on a board of GitHub'),
      rank: text.optional().describe('Field for the order'),
    })
    .optional()
    .describe('Names of fields; else well-known names are recognised'),
  labels: z
    .strictObject({
      improvement: words
        .optional()
        .describe(
          'Improvements from Retrospectives. One that also carries the id of a rule as a label, such as sprint-scope-creep, is measured by that rule’s measure before and after',
        ),
      blocked: words.optional().describe('Blocked items'),
      expedite: words.optional().describe('Items that may overtake'),
    })
    .optional()
    .describe('Labels with a meaning; else well-known ones are recognised'),
  agreements: agreements.optional().describe('What the team agreed on, so that it is no finding'),
  productGoal: z.string().optional().describe('The Product Goal, or where it stands'),
  experiments: z
    .array(experiment)
    .optional()
    .describe('Improvements the team tries; the report says whether the measure moved'),
});

const ruleSettings = z.strictObject({
  enabled: toggle.optional().describe('Default: on, also for opt-in rules that are named'),
  severity: severity.optional().describe('Instead of the listed one'),
  threshold: z.number().optional().describe('The primary threshold'),
  thresholds: z.record(z.string(), z.number()).optional().describe('Any threshold by its name'),
});

export const configSchema = z.strictObject({
  store: text
    .optional()
    .describe(
      'SQLite file, or postgres://${PGUSER}:${PGPASSWORD}@host/database. Default: .hatcheck/hatcheck.db',
    ),
  timezone: timezone.optional().describe('Of the teams. Default: UTC'),
  workingDays: z.array(weekday).min(1).optional().describe('Default: mon to fri'),
  holidays: z.array(date).optional().describe('Days on which nobody works'),
  privacy: z
    .enum(['aggregate', 'pseudonymise', 'names'])
    .optional()
    .describe('Who is shown: nobody, stable pseudonyms, or names. Default: aggregate'),
  retention: z
    .number()
    .int()
    .positive()
    .optional()
    .describe('Days for closed items and their changes; open items are kept. Default: 400'),
  teams: z.array(team).optional().describe('The teams'),
  report: z
    .strictObject({
      title: text.optional().describe('Instead of the name of the report'),
      logo: text.optional().describe('Image file, at most 500 KB'),
      colour: z
        .string()
        .regex(/^#[0-9a-fA-F]{6}$/, { error: 'must be a colour like #1f4e79' })
        .optional()
        .describe('Colour of the headings'),
    })
    .optional()
    .describe('The look of the reports'),
  rules: z
    .record(z.string(), z.union([toggle, ruleSettings], { error: 'must be on, off or settings' }))
    .optional()
    .describe('Rules by id: on, off, or settings. docs/rules lists them'),
  suppress: z
    .array(
      z.strictObject({
        team: text.optional().describe('Else all teams'),
        rule: text.describe('Rule by id'),
        until: date.describe('Last day on which it holds'),
        because: text.describe('Why; the report shows it'),
      }),
    )
    .optional()
    .describe('Findings that the team accepts for a time; they stay visible as accepted'),
});

export type RawConfig = z.output<typeof configSchema>;
export type TeamConfig = z.output<typeof team>;
export type TrackerConfig = TeamConfig['tracker'];
export type JiraTracker = z.output<typeof jiraTracker>;
export type LinearTracker = z.output<typeof linearTracker>;
export type GithubTracker = z.output<typeof githubTracker>;
export type FileTracker = z.output<typeof fileTracker>;
export type EventSourceConfig = NonNullable<TeamConfig['events']>[number];
export type RuleSetting = NonNullable<RawConfig['rules']>[string];
export type SuppressConfig = NonNullable<RawConfig['suppress']>[number];
export type ExperimentConfig = z.output<typeof experiment>;

/** Whether a switch is on; undefined when it is not given. */
export function isOn(value: boolean | 'on' | 'off' | undefined): boolean | undefined {
  return value === undefined ? undefined : value === true || value === 'on';
}

/** JSON Schema draft-7, the newest that the YAML language server reads. */
export function configJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(configSchema, { target: 'draft-7', io: 'input', unrepresentable: 'any' });
  return { ...schema, title: 'hatcheck.yaml', description: 'Configuration of hatcheck' };
}
