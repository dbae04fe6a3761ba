import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../errors.ts';
import type { RuleSetting as RuleChoice, RuleSettings } from '../analyzers/examine.ts';
import type { Weekday } from '../facts/agreements.ts';
import type { Privacy } from '../reports/report.ts';
import { crossCheck, type RuleNames } from './check.ts';
import { expandVariables } from './expand.ts';
import { describe, problemsOf, type Problem } from './problems.ts';
import {
  configSchema,
  isOn,
  type RawConfig,
  type RuleSetting,
  type SuppressConfig,
  type TeamConfig,
} from './schema.ts';
import { parseSource, pathText, type Source } from './source.ts';

export const CONFIG_FILE = 'hatcheck.yaml';
export const DEFAULT_STORE = path.join('.hatcheck', 'hatcheck.db');

/** The configuration with its defaults; paths in it are absolute. */
export interface Config {
  /** Null: there is no configuration. */
  readonly file: string | null;
  /** SQLite file (absolute) or a postgres URL. */
  readonly store: string;
  readonly timezone: string;
  readonly workingDays: readonly Weekday[];
  readonly holidays: readonly string[];
  readonly privacy: Privacy;
  /** Days for closed items and their changes. */
  readonly retention: number;
  readonly teams: readonly TeamConfig[];
  readonly rules: RuleSettings;
  readonly suppress: readonly SuppressConfig[];
  readonly report: {
    readonly title: string | null;
    readonly logo: string | null;
    readonly colour: string | null;
  };
  /** SHA-256 of the file as it is written, without the values of its variables; null without a configuration. */
  readonly hash: string | null;
}

export interface LoadOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly rules: RuleNames;
}

/** The configuration file given, or the nearest `hatcheck.yaml` upwards; the defaults when there is none. */
export async function loadConfig(given: string | undefined, options: LoadOptions): Promise<Config> {
  const file = given === undefined ? await findUpwards(options.cwd) : path.resolve(options.cwd, given);
  if (file === null) return withDefaults({}, null, options.cwd, null);
  const text = await readText(file);
  const raw = parseConfig(text, path.relative(options.cwd, file) || file, options);
  return withDefaults(raw, file, path.dirname(file), createHash('sha256').update(text).digest('hex'));
}

/**
 * Validates the text of a configuration.
 * @throws UsageError with line and path of every problem.
 */
export function parseConfig(text: string, shown: string, options: Omit<LoadOptions, 'cwd'>): RawConfig {
  const source = parseSource(text);
  if (!('lineOf' in source)) {
    const message = source.map((problem) => `${shown}, line ${problem.line}: ${problem.message}.`).join('\n');
    throw new UsageError({ code: 'CONFIG_SYNTAX', message, next: 'Correct the YAML at that line.' });
  }
  const { value, unset } = expandVariables(source.value ?? {}, options.env);
  if (unset.length > 0) throw unsetVariables(unset, shown, source);
  const parsed = configSchema.safeParse(value);
  if (!parsed.success) throw invalid(problemsOf(parsed.error.issues, value), shown, source);
  const problems = crossCheck(parsed.data, options.rules);
  if (problems.length > 0) throw invalid(problems, shown, source);
  return parsed.data;
}

function unsetVariables(
  unset: ReturnType<typeof expandVariables>['unset'],
  shown: string,
  source: Source,
): UsageError {
  const lines = unset.map(
    ({ path: where, name }) =>
      `${shown}, line ${source.lineOf(where)}: ${pathText(where)} needs the environment variable ${name}, which is not set.`,
  );
  const names = [...new Set(unset.map(({ name }) => name))].join(', ');
  return new UsageError({
    code: 'VARIABLE_UNSET',
    message: lines.join('\n'),
    next: `Set ${names} and run again.`,
  });
}

function invalid(problems: readonly Problem[], shown: string, source: Source): UsageError {
  const hints = [...new Set(problems.flatMap((problem) => (problem.next === null ? [] : [problem.next])))];
  return new UsageError({
    code: 'CONFIG_INVALID',
    message: describe(problems, shown, source),
    next: hints.length > 0 ? hints.join(' ') : `Correct ${shown}; docs/configuration.md lists every key.`,
  });
}

async function findUpwards(from: string): Promise<string | null> {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, CONFIG_FILE);
    if (await isFile(candidate)) return candidate;
    if (path.dirname(folder) === folder) return null;
  }
}

async function isFile(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'does not exist' : (error as Error).message;
    throw new UsageError(
      {
        code: 'CONFIG_UNREADABLE',
        message: `The configuration ${file} ${reason === 'does not exist' ? reason : `cannot be read: ${reason}`}.`,
        next: 'Give its path with --config, or write one with "hatcheck init".',
      },
      { cause: error },
    );
  }
}

function withDefaults(raw: RawConfig, file: string | null, base: string, hash: string | null): Config {
  return {
    file,
    store: resolveStore(raw.store ?? DEFAULT_STORE, base),
    timezone: raw.timezone ?? 'UTC',
    workingDays: raw.workingDays ?? ['mon', 'tue', 'wed', 'thu', 'fri'],
    holidays: raw.holidays ?? [],
    privacy: raw.privacy ?? 'aggregate',
    retention: raw.retention ?? 400,
    teams: (raw.teams ?? []).map((team) => withPaths(team, base)),
    rules: Object.fromEntries(
      Object.entries(raw.rules ?? {}).map(([id, setting]) => [id, choiceOf(setting)]),
    ),
    suppress: raw.suppress ?? [],
    report: {
      title: raw.report?.title ?? null,
      logo: raw.report?.logo === undefined ? null : path.resolve(base, raw.report.logo),
      colour: raw.report?.colour ?? null,
    },
    hash,
  };
}

/** Absolute path of a SQLite file, or the URL of a PostgreSQL database as it is. */
export function resolveStore(store: string, base: string): string {
  if (/^postgres(ql)?:\/\//i.test(store)) return store;
  return path.resolve(base, store.replace(/^(sqlite|file):(\/\/)?/i, ''));
}

function withPaths(team: TeamConfig, base: string): TeamConfig {
  const { tracker, events } = team;
  return {
    ...team,
    ...(tracker.kind === 'file' ? { tracker: { ...tracker, path: path.resolve(base, tracker.path) } } : {}),
    ...(events === undefined
      ? {}
      : {
          events: events.map((event) =>
            'calendar' in event && !/^[a-z]+:\/\//i.test(event.calendar)
              ? { ...event, calendar: path.resolve(base, event.calendar) }
              : event,
          ),
        }),
  };
}

/** Settings for a rule mean that it is wanted, the opt-in ones too. */
function choiceOf(setting: RuleSetting): RuleChoice {
  if (typeof setting !== 'object') return { on: isOn(setting) ?? true };
  return {
    on: isOn(setting.enabled) ?? true,
    ...(setting.severity === undefined ? {} : { severity: setting.severity }),
    ...(setting.threshold === undefined ? {} : { threshold: setting.threshold }),
    ...(setting.thresholds === undefined ? {} : { thresholds: setting.thresholds }),
  };
}
