import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import type { FakeGithub } from '../fakes/github-rest.ts';

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

export interface ActionRun {
  readonly code: number;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** The job summary. */
  readonly summary: string;
}

export interface RunOptions {
  readonly with: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly event?: { readonly name: string; readonly payload: unknown };
}

const SHIPPED = ['action.yml', 'package.json', 'package-lock.json', 'dist', 'templates', 'schema'];

/**
 * Runs action.yml as a runner of GitHub does: its scripts through bash with the runner's variables, in the workspace of a
 * repository; the actions of others that it uses are played (artifacts are folders).
 */
export class Runner {
  readonly workspace: string;
  private readonly root = mkdtempSync(path.join(os.tmpdir(), 'hatcheck-runner-'));
  private readonly home: string;
  private readonly artifacts: string;
  private readonly action: Action;
  private installed = false;
  private runs = 0;

  /** @param other whose installed action is used, instead of installing another one */
  constructor(
    private readonly github: FakeGithub,
    other: Runner | null = null,
  ) {
    this.workspace = path.join(this.root, 'workspace');
    this.home = other?.home ?? path.join(this.root, 'action');
    this.artifacts = path.join(this.root, 'artifacts');
    this.installed = other?.installed ?? false;
    for (const folder of [this.workspace, this.artifacts]) mkdirSync(folder);
    if (other === null) {
      mkdirSync(this.home);
      // A release: what is in the repository, and dist/.
      for (const name of SHIPPED) cpSync(name, path.join(this.home, name), { recursive: true });
    }
    this.action = parse(readFileSync(path.join(this.home, 'action.yml'), 'utf8')) as Action;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  async run(options: RunOptions): Promise<ActionRun> {
    this.runs += 1;
    const temp = path.join(this.root, `temp-${this.runs}`);
    mkdirSync(temp);
    const steps: Record<string, Record<string, string>> = {};
    const summary = path.join(temp, 'summary.md');
    writeFileSync(summary, '');
    let [code, log] = [0, ''];
    for (const [place, step] of this.action.runs.steps.entries()) {
      const context = { options, steps, temp };
      if (!this.applies(step, code, context)) continue;
      if (step.uses !== undefined) {
        this.play(step, context);
        continue;
      }
      if (step['working-directory'] !== undefined && this.installed) continue;
      const output = path.join(temp, `output-${place}`);
      writeFileSync(output, '');
      const result = await this.bash(step, context, { output, summary });
      log += result.log;
      if (code === 0) code = result.code;
      if (step['working-directory'] !== undefined) this.installed = true;
      if (step.id !== undefined) steps[step.id] = outputsIn(readFileSync(output, 'utf8'));
    }
    const outputs = Object.fromEntries(
      Object.entries(this.action.outputs).map(([name, { value }]) => [
        name,
        this.expand(value, { options, steps, temp }),
      ]),
    );
    return { code, log, outputs, summary: readFileSync(summary, 'utf8') };
  }

  private applies(step: Step, code: number, context: Context): boolean {
    const condition = /^\$\{\{(.*)\}\}$/.exec(step.if ?? '')?.[1] ?? '';
    const parts = condition
      .split('&&')
      .map((part) => part.trim())
      .filter((part) => part !== '');
    if (code !== 0 && !parts.includes('always()')) return false;
    return parts.every((part) => {
      if (part === 'always()') return true;
      const [, name = '', operator, wanted] = /^(\S+) (==|!=) '(.*)'$/.exec(part) ?? [];
      if (operator === undefined) throw new Error(`The condition ${part} is not understood.`);
      return (this.value(name, context) === wanted) === (operator === '==');
    });
  }

  private play({ uses = '', with: given = {} }: Step, context: Context): void {
    const [name] = uses.split('@');
    const folder = path.join(this.artifacts, this.expand(given['name'] ?? '', context));
    const place = this.expand(given['path'] ?? '', context);
    if (name === 'actions/setup-node') return;
    if (name === 'actions/download-artifact') return cpSync(folder, place, { recursive: true });
    if (name !== 'actions/upload-artifact') throw new Error(`${uses} is not played.`);
    if (!existsSync(place) || readdirSync(place).length === 0) return;
    cpSync(place, folder, { recursive: true });
    const run = {
      id: 100 + this.runs,
      repository_id: 1,
      head_repository_id: 1,
      head_branch: 'main',
      head_sha: '',
    };
    this.github.artifacts.push({
      id: this.runs,
      name: path.basename(folder),
      expired: false,
      created_at: new Date(this.runs * 1000).toISOString(),
      workflow_run: run,
    });
  }

  private async bash(
    step: Step,
    context: Context,
    files: { readonly output: string; readonly summary: string },
  ): Promise<{ code: number; log: string }> {
    const own = Object.entries(step.env ?? {}).map(([name, value]) => [name, this.expand(value, context)]);
    const event = path.join(context.temp, 'event.json');
    writeFileSync(event, JSON.stringify(context.options.event?.payload ?? {}));
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run ?? ''], {
      cwd: step['working-directory'] === undefined ? this.workspace : this.home,
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: process.env['HOME'] ?? '',
        npm_config_prefer_offline: 'true',
        CI: 'true',
        GITHUB_ACTIONS: 'true',
        GITHUB_ACTION_PATH: this.home,
        GITHUB_API_URL: this.github.api,
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_REPOSITORY: this.github.repository,
        GITHUB_RUN_ID: String(100 + this.runs),
        GITHUB_EVENT_NAME: context.options.event?.name ?? 'schedule',
        GITHUB_EVENT_PATH: event,
        GITHUB_WORKSPACE: this.workspace,
        GITHUB_OUTPUT: files.output,
        GITHUB_STEP_SUMMARY: files.summary,
        RUNNER_TEMP: context.temp,
        HATCHECK_SECOND_MS: '10',
        ...context.options.env,
        ...(Object.fromEntries(own) as Record<string, string>),
      },
    });
    let log = '';
    child.stdout.on('data', (part: Buffer) => (log += part.toString()));
    child.stderr.on('data', (part: Buffer) => (log += part.toString()));
    const code = await new Promise<number>((resolve) => child.on('close', (ended) => resolve(ended ?? -1)));
    return { code, log };
  }

  private expand(text: string, context: Context): string {
    return text.replace(/\$\{\{\s*([^}]+?)\s*\}\}/g, (_, name: string) => this.value(name, context));
  }

  private value(name: string, { options, steps, temp }: Context): string {
    if (name === 'github.token') return this.github.token;
    if (name === 'github.action_path') return this.home;
    if (name === 'runner.temp') return temp;
    const [kind = '', first = '', , third = ''] = name.split('.');
    if (kind === 'steps') return steps[first]?.[third] ?? '';
    if (kind !== 'inputs') throw new Error(`${name} is not understood.`);
    return (
      options.with[first] ?? this.expand(this.action.inputs[first]?.default ?? '', { options, steps, temp })
    );
  }
}

interface Context {
  readonly options: RunOptions;
  readonly steps: Readonly<Record<string, Record<string, string>>>;
  readonly temp: string;
}

/** What a step wrote to GITHUB_OUTPUT: `name<<DELIMITER`, lines, `DELIMITER`. */
function outputsIn(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = '', , value = ''] of text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n?\2\n/gm))
    found[name] = value;
  return found;
}
