import type { Analyzer } from '../analyzers/analyzer.ts';
import { CATALOGUE } from '../analyzers/catalogue.ts';
import { limitsOf } from '../analyzers/examine.ts';
import { REASON_TEXTS } from '../analyzers/reason-texts.ts';
import { ruleProposal } from '../config/nearest.ts';
import { UsageError } from '../errors.ts';
import type { Finding } from '../reports/report.ts';
import { run } from '../run.ts';
import { isPostgres } from '../store/postgres.ts';
import { wrap } from '../terminal/table.ts';
import type { Host } from './host.ts';
import type { GlobalOptions } from './options.ts';
import { limitNote, ruleDocument, type RuleDocument } from './rules.ts';
import { chooseTeams } from './scope.ts';
import { Session } from './session.ts';

/** What the rule says about one team in the stored data. */
interface TeamFinding {
  readonly name: string;
  readonly asOf: string;
  /** Null where the rule is off. */
  readonly finding: Finding | null;
}

const MOST_EVIDENCE = 5;

/** `hatcheck explain RULE`: one rule in full, with the thresholds that hold here and what the stored data shows. */
export async function explainCommand(
  host: Host,
  args: readonly string[],
  options: GlobalOptions,
): Promise<number> {
  const rule = findRule(args[0] ?? '');
  const session = await Session.start(host, options);
  try {
    const document = ruleDocument(rule, session.config);
    const teams = await findingsOf(session, rule.id);
    if (options.json === true) session.terminal.json({ schemaVersion: 1, rule: document, teams });
    else
      session.terminal.document(
        [...explanation(rule, document, session), ...teams.flatMap((team) => seenIn(team, session))].join(
          '\n',
        ),
      );
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
    next: ruleProposal(
      name,
      CATALOGUE.map((rule) => rule.id),
    ),
  });
}

/** From the store alone: nothing is pulled, nothing is kept. Without stored data there is nothing to say. */
async function findingsOf(session: Session, rule: string): Promise<TeamFinding[]> {
  const { options, config } = session;
  const unreachable = options.offline === true && isPostgres(config.store);
  const asked = (options.team ?? []).length > 0;
  if (!asked && (!session.hasStore || unreachable)) return [];
  const stored = session.hasStore ? await (await session.store({ create: false })).teams() : [];
  if (stored.length === 0 && !asked) return [];
  const scope = await chooseTeams(session);
  const outcome = await run(session, { scope, kind: 'weekly', sync: false, full: false, record: false });
  return outcome.report.teams.map((team) => ({
    name: team.name,
    asOf: outcome.report.asOf,
    finding: team.findings.find((finding) => finding.rule === rule) ?? null,
  }));
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
    ...section('Why it matters', [rule.why]),
    ...section('How it is judged', [
      rule.logic,
      `Reported when ${primary.name} ${primary.direction} ${primary.threshold} (${limitNote(rule.primary, primary.threshold)}), from ${minSample.n} ${minSample.of} on.`,
      ...Object.entries(thresholds).map(([name, value]) => limit(name, value)),
      ...(defaults[primary.name] === primary.threshold ? [] : [limit(primary.name, primary.threshold)]),
    ]),
    ...section('What does not count', rule.guards),
    ...section(
      'When it cannot tell',
      rule.reasons.map((code) => `${code}: ${REASON_TEXTS[code].missing}`),
    ),
    ...section('How usual it is elsewhere', rule.baseRate === undefined ? [] : [rule.baseRate]),
    ...section('Ask', [rule.coaching.question]),
    ...section('Try', [`${rule.coaching.next} (${rule.coachingOwner})`]),
    ...section('Sources', rule.references),
    ...section('Tune it', [
      'In hatcheck.yaml, under rules:',
      `${rule.id}: { threshold: ${primary.threshold}, severity: ${document.severity} }`,
      `${rule.id}: off`,
    ]),
  ];
}

function seenIn({ name, finding }: TeamFinding, { terminal }: Session): string[] {
  const { style, width } = terminal;
  const title = ['', style.bold(`Your data: ${name}`)];
  if (finding === null) return [...title, '  The rule is off here.'];
  const shown = finding.evidence.slice(0, MOST_EVIDENCE);
  const more = finding.evidenceTotal - shown.length;
  return [
    ...title,
    ...wrap(`${style.state(finding.state)}: ${finding.title}. ${finding.summary}`, width, '  '),
    ...shown.flatMap((evidence) =>
      wrap([evidence.key, evidence.text].filter((part) => part !== null).join(': '), width, '  - '),
    ),
    ...(more > 0 ? [style.dim(`  and ${more} more; the report has up to 20`)] : []),
  ];
}
