import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Stages from left to right: a stage may import itself and what is listed; types of the report may be used anywhere. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  history: [],
  text: ['history'],
  connectors: ['history', 'text', 'events', 'errors.ts', 'version.ts'],
  events: ['history', 'text'],
  quality: ['history', 'text', 'facts', 'events'],
  roles: ['history', 'text', 'facts', 'events'],
  facts: ['history', 'text', 'quality', 'events', 'roles'],
  analyzers: ['history', 'text', 'quality', 'facts', 'events', 'roles'],
  assessment: ['history', 'text', 'quality', 'facts', 'events', 'roles', 'analyzers'],
  reports: ['history', 'text', 'analyzers', 'assessment', 'errors.ts', 'version.ts'],
  publish: ['history', 'reports', 'analyzers', 'errors.ts', 'version.ts', 'connectors/manners'],
  sample: ['history', 'facts', 'text'],
  store: ['history', 'assessment', 'errors.ts', 'connectors/connector.ts', 'reports'],
  config: ['history', 'facts', 'analyzers', 'assessment', 'errors.ts'],
  privacy: ['history', 'reports', 'facts', 'errors.ts'],
  terminal: ['privacy', 'reports', 'history', 'text', 'errors.ts', 'analyzers'],
};

const IMPORT = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?[^;'"]*?from\s+'(\.[^']+)'|import\('(\.[^']+)'\)/g;

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

function edges(): Edge[] {
  const files = readdirSync('src', { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.ts'));
  return files.flatMap((file) => {
    const text = readFileSync(join('src', file), 'utf8');
    return [...text.matchAll(IMPORT)].map((match) => ({
      from: file,
      to: normalize(join(dirname(file), match[2] ?? match[3] ?? '')),
      typeOnly: match[1] !== undefined,
    }));
  });
}

function isAllowed({ from, to, typeOnly }: Edge): boolean {
  const stage = from.split('/')[0] as string;
  const rules = MAY_IMPORT[stage];
  if (rules === undefined) return true;
  if (
    to.startsWith(`${stage}/`) ||
    (typeOnly && ['reports/report.ts', 'facts/facts.ts', 'connectors/connector.ts'].includes(to))
  )
    return true;
  return rules.some((allowed) => to === allowed || to.startsWith(`${allowed}/`));
}

describe('the house', () => {
  it('imports only from left to right', () => {
    const wrong = edges()
      .filter((edge) => !isAllowed(edge))
      .map((edge) => `${edge.from} imports ${edge.to}`);
    expect(wrong).toEqual([]);
  });

  it('lets nobody but the pipeline, the commands and the evaluations import connectors', () => {
    const wrong = edges()
      .filter(({ from, to }) => to.startsWith('connectors/') && !from.startsWith('connectors/'))
      .filter(({ from }) => from !== 'run.ts' && from !== 'index.ts' && !/^(?:commands|eval)\//.test(from))
      .filter(
        ({ from, to }) =>
          to !== 'connectors/connector.ts' &&
          !(from.startsWith('publish/') && to.startsWith('connectors/manners/')),
      )
      .map(({ from, to }) => `${from} imports ${to}`);
    expect(wrong).toEqual([]);
  });

  it('names no tracker to the right of the history', () => {
    const files = readdirSync('src', { recursive: true })
      .map(String)
      .filter((file) => /^(?:analyzers|assessment|quality|text)\/.*\.ts$/.test(file));
    const named = files.filter((file) =>
      /\b(?:jira|linear|github)\b/i.test(
        readFileSync(join('src', file), 'utf8')
          .replace(/observable:\s*\{[^}]*\}/g, '')
          // A base rate names the public data it was measured on.
          .replace(/baseRate:\s*'(?:[^'\\]|\\.)*'/g, '')
          .replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''),
      ),
    );
    expect(named.filter((file) => file !== 'analyzers/analyzer.ts')).toEqual([]);
  });
});
