import type { Progress } from '../../../src/connectors/connector.ts';

/** Progress that nobody looks at. */
export const quiet: Progress = { step: () => undefined, warn: () => undefined };

/** Progress that keeps its warnings. */
export function listening(): Progress & { readonly warnings: string[] } {
  const warnings: string[] = [];
  return { warnings, step: () => undefined, warn: (text) => void warnings.push(text) };
}
