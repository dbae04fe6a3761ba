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
  deployment: z.enum(['cloud', 'data-center']).optional().describe('Else detected'),
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
  api: url.optional(),
  tokenEnv: variableName.optional(),
});

const githubTracker = z.strictObject({
  kind: z.literal('github'),
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/, { error: 'must be owner/name' }),
  project: id.optional().describe('Number of the Projects board'),
  sprintsFrom: z.enum(['iterations', 'milestones']).optional(),
  api: url.optional(),
  tokenEnv: variableName.optional(),
});

const fileTracker = z.strictObject({
  kind: z.literal('file'),
  path: text.describe('An export or a folder of exports, relative to the configuration'),
});

const holders = z.strictObject({ 'product-owner': words.optional(), 'scrum-master': words.optional() });

const titles = z
  .strictObject({
    planning: words.optional(),
    daily: words.optional(),
    review: words.optional(),
    retrospective: words.optional(),
    refinement: words.optional(),
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
  complete: toggle.optional().describe('Every Scrum event of the team is in it'),
  titles: titles.optional(),
});
const confluenceSource = z.strictObject({
  confluence: url.describe('Address of the wiki'),
  space: text,
  complete: toggle.optional(),
  titles: titles.optional(),
});

const agreements = z.strictObject({
  orderingElsewhere: toggle.optional().describe('The backlog is ordered in another tool'),
  refinementDay: weekday.optional(),
  dailyMode: z.enum(['sync', 'async']).optional(),
  releaseIntervalDays: z.number().positive().optional(),
  wipLimit: z.number().int().positive().optional(),
  feedbackTool: z
    .string()
    .optional()
    .describe('Where customers’ feedback is kept; none: in the tracker alone'),
  retrospectiveTexts: toggle
    .optional()
    .describe('The team opens the texts of its retrospectives to hatcheck'),
});

const experiment = z.strictObject({
  rule: text.optional(),
  text: text,
  from: date,
  until: date.optional(),
});

const team = z.strictObject({
  name: text,
  tracker: z.discriminatedUnion('kind', [jiraTracker, linearTracker, githubTracker, fileTracker], {
    error: 'must say kind: jira, linear, github or file',
  }),
  timezone: timezone.optional(),
  workingDays: z.array(weekday).min(1).optional(),
  holidays: z.array(date).optional(),
  roles: holders.optional().describe('E-mail, account id, login or display name'),
  delegates: holders.optional(),
  members: words.optional(),
  samePeople: z.array(words).optional().describe('Logins and addresses that are one person each'),
  events: z
    .array(
      z.union([calendarSource, confluenceSource], { error: 'must hold calendar: or confluence: and space:' }),
    )
    .optional(),
  states: z
    .strictObject({
      acceptance: words.optional(),
      waiting: words.optional(),
      testing: words.optional(),
      blocked: words.optional(),
      ready: words.optional(),
    })
    .optional(),
  fields: z
    .strictObject({
      estimate: text.optional(),
      acceptanceCriteria: text.optional(),
      team: text.optional(),
      sprint: text.optional(),
      rank: text.optional(),
    })
    .optional(),
  labels: z
    .strictObject({ improvement: words.optional(), blocked: words.optional(), expedite: words.optional() })
    .optional(),
  agreements: agreements.optional(),
  productGoal: z.string().optional(),
  experiments: z.array(experiment).optional(),
});

const ruleSettings = z.strictObject({
  enabled: toggle.optional(),
  severity: severity.optional(),
  threshold: z.number().optional().describe('The primary threshold'),
  thresholds: z.record(z.string(), z.number()).optional().describe('Any threshold by its name'),
});

export const configSchema = z.strictObject({
  store: text.optional().describe('SQLite file, or postgres://${PGUSER}:${PGPASSWORD}@host/database'),
  timezone: timezone.optional(),
  workingDays: z.array(weekday).min(1).optional(),
  holidays: z.array(date).optional(),
  privacy: z.enum(['aggregate', 'pseudonymise', 'names']).optional(),
  retention: z.number().int().positive().optional().describe('Days for closed items and their changes'),
  teams: z.array(team).optional(),
  report: z
    .strictObject({
      title: text.optional(),
      logo: text.optional().describe('Image file, at most 500 KB'),
      colour: z
        .string()
        .regex(/^#[0-9a-fA-F]{6}$/, { error: 'must be a colour like #1f4e79' })
        .optional(),
    })
    .optional()
    .describe('The look of the reports'),
  rules: z
    .record(z.string(), z.union([toggle, ruleSettings], { error: 'must be on, off or settings' }))
    .optional(),
  suppress: z
    .array(z.strictObject({ team: text.optional(), rule: text, until: date, because: text }))
    .optional(),
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
