import { GROUPS, type Analyzer } from '../analyzers/analyzer.ts';
import { CATALOGUE } from '../analyzers/catalogue.ts';
import { isOn, limitsOf } from '../analyzers/examine.ts';
import { REASON_TEXTS } from '../analyzers/reason-texts.ts';
import { proposal } from '../config/nearest.ts';
import type { Config } from '../config/config.ts';
import { UsageError } from '../errors.ts';
import { table, wrap } from '../terminal/table.ts';
import type { Host } from './host.ts';
import type { GlobalOptions } from './options.ts';
import { Session } from './session.ts';

/** A rule as `rules --json` and `explain --json` give it, with the configuration's own settings. */
export interface RuleDocument {
  readonly id: string;
  readonly code: string;
  readonly group: string;
  readonly title: string;
  readonly severity: string;
  readonly tier: string;
  readonly on: boolean;
  readonly accountability: string;
  readonly coachingOwner: string;
  readonly window: string;
  readonly recurrenceGated: boolean;
  readonly shareTest: boolean;
  readonly primary: {
    readonly name: string;
    readonly threshold: number;
    readonly unit: string;
    readonly direction: string;
  };
  readonly thresholds: Readonly<Record<string, number>>;
  readonly minSample: { readonly n: number; readonly of: string };
  readonly reasons: readonly string[];
  readonly needs: readonly string[];
  readonly observable: Analyzer['observable'];
  readonly what: string;
  readonly why: string;
  readonly logic: string;
  readonly guards: readonly string[];
  readonly coaching: { readonly question: string; readonly next: string };
  readonly references: readonly string[];
}

export function ruleDocument(rule: Analyzer, config: Config | null): RuleDocument {
  const setting = config?.rules[rule.id];
  const limits = limitsOf(rule, setting);
  const { [rule.primary.name]: threshold = rule.primary.threshold, ...thresholds } = limits;
  return {
    id: rule.id,
    code: rule.code,
    group: rule.group,
    title: rule.title.detected,
    severity: setting?.severity ?? rule.severity,
    tier: rule.tier,
    on: isOn(rule, setting),
    accountability: GROUPS[rule.group].accountability,
    coachingOwner: rule.coachingOwner,
    window: rule.window,
    recurrenceGated: rule.recurrenceGated,
    shareTest: rule.shareTest,
    primary: {
      name: rule.primary.name,
      threshold,
      unit: rule.primary.unit,
      direction: rule.primary.direction,
    },
    thresholds,
    minSample: rule.minSample,
    reasons: rule.reasons,
    needs: rule.needs,
    observable: rule.observable,
    what: rule.what,
    why: rule.why,
    logic: rule.logic,
    guards: rule.guards,
    coaching: { question: rule.coaching.question, next: rule.coaching.next },
    references: rule.references,
  };
}

/** `hatcheck rules`: the catalogue, in its order. */
export async function rulesCommand(host: Host, options: GlobalOptions): Promise<number> {
  const session = await Session.start(host, options);
  try {
    const rules = CATALOGUE.map((rule) => ruleDocument(rule, session.config));
    if (options.json === true) {
      session.terminal.json({ schemaVersion: 1, rules });
      return 0;
    }
    const { style, width } = session.terminal;
    const columns = [
      { title: '#' },
      { title: 'RULE' },
      { title: 'SEVERITY' },
      { title: 'ON' },
      { title: 'PROBLEM', shrink: true },
    ];
    const rows = rules.map((rule) => [rule.code, rule.id, rule.severity, rule.on ? 'on' : 'off', rule.title]);
    session.terminal.document(table(columns, rows, width).join('\n'));
    session.terminal.document(
      style.dim(`${rules.length} rules; "hatcheck explain RULE" tells everything about one.`),
    );
    return 0;
  } finally {
    await session.close();
  }
}

/** `hatcheck explain RULE`: one rule in full, with the thresholds that hold here. */
export async function explainCommand(
  host: Host,
  args: readonly string[],
  options: GlobalOptions,
): Promise<number> {
  const rule = findRule(args[0] ?? '');
  const session = await Session.start(host, options);
  try {
    const document = ruleDocument(rule, session.config);
    if (options.json === true) session.terminal.json({ schemaVersion: 1, rule: document });
    else session.terminal.document(explanation(rule, document, session).join('\n'));
    return 0;
  } finally {
    await session.close();
  }
}

/** By id or by its place in the catalogue (`I1`). */
function findRule(name: string): Analyzer {
  const wanted = name.trim().toLowerCase();
  const found = CATALOGUE.find((rule) => rule.id === wanted || rule.code.toLowerCase() === wanted);
  if (found !== undefined) return found;
  throw new UsageError({
    code: 'RULE_UNKNOWN',
    message: `There is no rule "${name}".`,
    next: `${proposal(
      name,
      CATALOGUE.map((rule) => rule.id),
    )} "hatcheck rules" lists them.`,
  });
}

function explanation(rule: Analyzer, document: RuleDocument, { terminal }: Session): string[] {
  const { style, width } = terminal;
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', style.bold(title), ...lines.flatMap((line) => wrap(line, width, '  '))];
  const defaults = limitsOf(rule, undefined);
  const limit = (name: string, value: number): string =>
    `${name} ${value}${defaults[name] === value ? '' : ` (default ${defaults[name] ?? 'none'})`}`;
  const { primary, thresholds, minSample } = document;
  return [
    `${style.bold(rule.title.detected)}  ${style.dim(`${rule.id}, ${rule.code}, ${document.severity}, ${document.on ? 'on' : 'off'}`)}`,
    ...section('What', [rule.what]),
    ...section(
      'Why it matters',
      [rule.why].filter((text) => text !== ''),
    ),
    ...section('How it is judged', [
      rule.logic,
      `Reported when ${primary.name} ${primary.direction} ${primary.threshold} (${primary.unit}), from ${minSample.n} ${minSample.of} on.`,
      ...Object.entries(thresholds).map(([name, value]) => limit(name, value)),
      ...(defaults[primary.name] === primary.threshold ? [] : [limit(primary.name, primary.threshold)]),
    ]),
    ...section('What does not count', rule.guards),
    ...section(
      'When it cannot tell',
      rule.reasons.map((code) => `${code}: ${REASON_TEXTS[code].missing}`),
    ),
    ...section('Ask', [rule.coaching.question]),
    ...section('Try', [`${rule.coaching.next} (${rule.coachingOwner})`]),
    ...section('Sources', rule.references),
    ...section('Tune it', [
      `rules: { ${rule.id}: { threshold: ${primary.threshold}, severity: ${document.severity} } }   or   ${rule.id}: off`,
    ]),
  ];
}
