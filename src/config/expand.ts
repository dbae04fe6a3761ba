import type { Path } from './source.ts';

export interface UnsetVariable {
  readonly path: Path;
  readonly name: string;
}

const VARIABLE = /\$(\$?)\{([^}]*)\}/g;

/**
 * Puts the environment's values in place of `${VAR}` in every string (`$${` stays a literal `${`).
 * Names and keys are not expanded. Unset or empty variables are listed instead of guessed.
 */
export function expandVariables(
  value: unknown,
  env: Readonly<Record<string, string | undefined>>,
): { value: unknown; unset: UnsetVariable[] } {
  const unset: UnsetVariable[] = [];
  const walk = (node: unknown, path: Path): unknown => {
    if (typeof node === 'string') return expandText(node, path);
    if (Array.isArray(node)) return node.map((entry, index) => walk(entry, [...path, index]));
    if (node !== null && typeof node === 'object') {
      return Object.fromEntries(
        Object.entries(node).map(([key, entry]) => [key, walk(entry, [...path, key])]),
      );
    }
    return node;
  };
  const expandText = (text: string, path: Path): string =>
    text.replace(VARIABLE, (whole, literal: string, name: string) => {
      if (literal !== '') return whole.slice(1);
      const found = env[name];
      if (found === undefined || found === '') unset.push({ path, name });
      return found ?? '';
    });
  return { value: walk(value, []), unset };
}
