import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Eta } from 'eta';
import { escapeHtml } from './escape/html.ts';
import { escapeMarkdown } from './escape/markdown.ts';

/** The package's own folder: the nearest one upwards that holds `templates/`, from the sources and from the bundle. */
export function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'templates', 'html'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('The folder templates/ of the package hatcheck is missing.');
    folder = parent;
  }
  return folder;
}

/** A file of the package as text. */
export function packageFile(...path: string[]): string {
  return readFileSync(join(packageFolder(), ...path), 'utf8');
}

const engines = new Map<string, Eta>();

/** The template engine of a target; every `<%= %>` is escaped for it, and a value that is missing throws. */
export function templates(target: 'html' | 'md'): Eta {
  const known = engines.get(target);
  if (known !== undefined) return known;
  const escape = target === 'html' ? escapeHtml : escapeMarkdown;
  const engine = new Eta({
    views: join(packageFolder(), 'templates', target),
    cache: true,
    autoEscape: true,
    autoTrim: false,
    escapeFunction: (value: unknown) => escape(textOf(value)),
  });
  engines.set(target, engine);
  return engine;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  throw new TypeError(`A template prints ${value === null ? 'null' : typeof value}, which is not text.`);
}
