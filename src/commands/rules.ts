import { GROUPS, type Analyzer } from '../analyzers/analyzer.ts';
import { CATALOGUE } from '../analyzers/catalogue.ts';
import { isOn, limitsOf } from '../analyzers/examine.ts';
import type { Config } from '../config/config.ts';
import { amount } from '../reports/view/figures.ts';
import { table } from '../terminal/table.ts';
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

/** What a threshold counts, for brackets behind it: `50 % of events`, `days`. */
export function limitNote({ unit, inPercent }: Analyzer['primary'], threshold: number): string {
  const share = inPercent === true || unit.startsWith('share of ');
  return share ? amount(threshold, unit, inPercent) : unit;
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
