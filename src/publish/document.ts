import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { UsageError } from '../errors.ts';
import type { Report } from '../reports/report.ts';

const text = z.string();
const figure = z.number().nullable();
const link = z.string().nullable();
const severity = z.enum(['critical', 'high', 'medium', 'low']);

const findingSchema = z.looseObject({
  rule: text,
  state: z.enum(['detected', 'clear', 'insufficient-sample', 'not-observable', 'suppressed']),
  reasons: z.array(text),
  severity,
  confidence: figure,
  title: text,
  summary: text,
  measure: z.looseObject({ value: figure, threshold: z.number(), unit: text, sample: z.number() }).nullable(),
  evidence: z.array(z.looseObject({ text, key: text.nullable(), url: link.optional(), at: text.nullable() })),
  evidenceTotal: z.number(),
  coaching: z
    .looseObject({
      question: text,
      next: text,
      owner: z.enum(['scrum-team', 'product-owner', 'scrum-master', 'developers', 'management']),
    })
    .nullable(),
  firstDetected: text.nullable(),
  runs: z.number(),
});

const teamSchema = z.looseObject({
  name: text.min(1),
  window: z.looseObject({ from: text.nullable(), to: text.nullable(), sprints: z.number() }),
  data: z.looseObject({ complete: z.boolean(), gaps: z.array(z.looseObject({ what: text, why: text })) }),
  judged: z.looseObject({
    rules: z.number(),
    judged: z.number(),
    connectNext: z.looseObject({ what: text, rules: z.number() }).nullable(),
  }),
  summary: z.looseObject({ state: text, change: text, wentWell: z.array(text) }),
  roles: z.array(z.looseObject({ role: text, people: z.array(text) })),
  responsibilities: z.array(
    z.looseObject({ role: text, id: text, title: text, state: text, evidence: text }),
  ),
  findings: z.array(findingSchema),
  backlog: z.looseObject({
    score: figure,
    parts: z.looseObject({}),
    items: z.array(
      z.looseObject({ key: text, title: text, url: link, criteria: z.array(z.looseObject({})) }),
    ),
    edits: z.array(z.looseObject({ text, keys: z.array(text), gain: z.number() })),
  }),
  flow: z.looseObject({ throughput: z.array(z.number()), wip: figure }),
  sprint: z.looseObject({ name: text, start: text, end: text }).nullable(),
  actToday: z.array(z.looseObject({ key: text, title: text, url: link, why: text })),
  experiments: z.array(z.looseObject({ text, from: text.nullable(), until: text.nullable() })),
});

const reportSchema = z.looseObject({
  schemaVersion: z.literal(1, { error: 'is not 1: another version of hatcheck wrote it' }),
  generator: z.looseObject({ version: text }),
  kind: z.enum(['weekly', 'audit', 'backlog']),
  asOf: text.refine((time) => !Number.isNaN(Date.parse(time)), { error: 'is no time' }),
  privacy: z.enum(['aggregate', 'pseudonymise', 'names']),
  teams: z.array(teamSchema).min(1, 'holds no team'),
});

/**
 * A report document from its file, checked as far as publishing reads it.
 * @throws UsageError when it cannot be read or is no report
 */
export async function readReport(file: string, shown: string): Promise<Report> {
  return parseReport(await contents(file, shown), shown);
}

/** The same from its text. `shown` is how messages call it. */
export function parseReport(json: string, shown: string): Report {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw invalid(`${shown} is no JSON: ${(error as Error).message}.`);
  }
  const checked = reportSchema.safeParse(value);
  if (checked.success) return value as Report;
  const [issue] = checked.error.issues;
  const where = issue?.path.map(String).join('.') ?? '';
  throw invalid(`${shown} is no report document: ${where === '' ? 'the file' : where} ${issue?.message}.`);
}

async function contents(file: string, shown: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UsageError(
      {
        code: 'FILE_UNREADABLE',
        message: `${shown} cannot be read (${code}).`,
        next: 'Write the report first with "hatcheck report --format html,md,json", or name its report.json with --from.',
      },
      { cause: error },
    );
  }
}

function invalid(message: string): UsageError {
  return new UsageError({
    code: 'REPORT_INVALID',
    message,
    next: 'Write it again with "hatcheck report"; post takes the report.json of this version.',
  });
}
