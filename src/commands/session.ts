import path from 'node:path';
import { CATALOGUE } from '../analyzers/catalogue.ts';
import type { RuleNames } from '../config/check.ts';
import { loadConfig, resolveStore, type Config } from '../config/config.ts';
import type { TeamConfig } from '../config/schema.ts';
import { UsageError } from '../errors.ts';
import type { TeamHistory } from '../history/team-history.ts';
import { maskCommands } from '../publish/masks.ts';
import { createBoundary, type Boundary } from '../privacy/boundary.ts';
import { pseudonymKey } from '../privacy/pseudonyms.ts';
import { isPostgres, shownStore } from '../store/postgres.ts';
import { openStore, storeExists, type Store } from '../store/store.ts';
import { Terminal } from '../terminal/terminal.ts';
import { parseAsOf, type AsOf } from './as-of.ts';
import type { Host } from './host.ts';
import type { GlobalOptions } from './options.ts';

/** One call of the program: its configuration, its streams behind the privacy boundary, its store. */
export class Session {
  readonly host: Host;
  readonly options: GlobalOptions;
  readonly config: Config;
  readonly terminal: Terminal;
  /** Null: the default of the contract. */
  readonly asOf: AsOf | null;
  private readonly key: string | null;
  private opened: Promise<Store> | null = null;
  private guard: Boundary;

  private constructor(host: Host, options: GlobalOptions, config: Config, key: string | null) {
    this.host = host;
    this.options = options;
    this.config = config;
    this.key = key;
    this.asOf = options.asOf === undefined ? null : parseAsOf(options.asOf);
    this.guard = this.boundaryOver([]);
    host.guard.scrubber = this.guard;
    this.terminal = new Terminal(
      {
        stdout: host.stdout,
        stderr: host.stderr,
        env: host.env,
        quiet: options.quiet === true,
        verbose: options.verbose === true,
        colour: options.color !== false,
      },
      this.guard,
    );
  }

  /** Reads and checks the configuration before anything runs. */
  static async start(host: Host, options: GlobalOptions): Promise<Session> {
    const loaded = await loadConfig(options.config, { cwd: host.cwd, env: host.env, rules: ruleNames() });
    const config =
      options.store === undefined ? loaded : { ...loaded, store: resolveStore(options.store, host.cwd) };
    // Before the first request; on stderr, because stdout may have to hold a document and nothing else.
    const tokens = config.teams.flatMap(({ tracker }) =>
      'tokenEnv' in tracker ? (tracker.tokenEnv ?? []) : [],
    );
    const masks = host.stderrIsFile === true ? [] : maskCommands(host.env, tokens);
    for (const command of masks) host.stderr.write(`${command}\n`);
    const folder = isPostgres(config.store)
      ? path.join(config.file === null ? host.cwd : path.dirname(config.file), '.hatcheck')
      : path.dirname(config.store);
    const key = config.privacy === 'pseudonymise' ? await pseudonymKey(folder, host.env) : null;
    return new Session(host, options, config, key);
  }

  get boundary(): Boundary {
    return this.guard;
  }

  /** The boundary learns the people of the histories; from then on they are not printed. */
  protect(histories: readonly TeamHistory[]): Boundary {
    this.guard = this.boundaryOver(histories);
    this.terminal.protect(this.guard);
    this.host.guard.scrubber = this.guard;
    return this.guard;
  }

  private boundaryOver(histories: readonly TeamHistory[]): Boundary {
    const { privacy, teams } = this.config;
    return createBoundary(
      { privacy, declared: teams.flatMap(declaredPeople), exempt: teams.flatMap(publicNames), key: this.key },
      histories,
    );
  }

  /** Opens the store once. Without `create`, a store that does not exist is an error instead of an empty file. */
  store({ create }: { create: boolean }): Promise<Store> {
    this.opened ??= this.openStore(create);
    return this.opened;
  }

  private async openStore(create: boolean): Promise<Store> {
    const { store } = this.config;
    if (this.options.offline === true && isPostgres(store)) {
      throw new UsageError({
        code: 'STORE_NEEDS_NETWORK',
        message: `The store ${shownStore(store)} needs the network, and --offline opens no connection.`,
        next: 'Give a SQLite file with --store, or leave --offline away.',
      });
    }
    if (!create && !storeExists(store)) throw nothingStored(store, this.config.teams.length > 0);
    return openStore(store, this.host.now);
  }

  /** Whether reading the store makes sense. */
  get hasStore(): boolean {
    return this.opened !== null || storeExists(this.config.store);
  }

  async close(): Promise<void> {
    this.terminal.progress.end();
    const store = await this.opened?.catch(() => null);
    await store?.close();
  }
}

export function nothingStored(store: string, configured = false): UsageError {
  const missing = `There is no data yet: the store ${shownStore(store)} does not exist`;
  return new UsageError({
    code: 'NOTHING_STORED',
    message: configured ? `${missing}.` : `${missing} and no team is configured.`,
    next: configured
      ? 'Run "hatcheck sync" first.'
      : 'Read an export with "hatcheck import FILE", connect a tracker with "hatcheck init", or look at "hatcheck demo".',
  });
}

/** Ids of the catalogue with the names of their thresholds, for the configuration's check. */
export function ruleNames(): RuleNames {
  return new Map(CATALOGUE.map((rule) => [rule.id, [rule.primary.name, ...Object.keys(rule.thresholds)]]));
}

function declaredPeople(team: TeamConfig): string[] {
  const holders = [team.roles, team.delegates].flatMap((each) => [
    ...(each?.['product-owner'] ?? []),
    ...(each?.['scrum-master'] ?? []),
  ]);
  return [...holders, ...(team.members ?? []), ...(team.samePeople ?? []).flat()];
}

function publicNames(team: TeamConfig): string[] {
  const { tracker } = team;
  if (tracker.kind === 'jira') return [team.name, tracker.project];
  if (tracker.kind === 'linear') return [team.name, tracker.team];
  if (tracker.kind === 'github') return [team.name, tracker.repository];
  return [team.name];
}
