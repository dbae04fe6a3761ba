import type { Context } from './context.ts';
import type { ReleaseFacts } from './facts.ts';
import { compareText } from './items.ts';

/** Releases, oldest first. `NO_RELEASE_DATA`: no dated release, deployment or tag was ever recorded. */
export function releaseFacts(context: Context): ReleaseFacts {
  const all = [...context.history.releases].sort((a, b) => a.at - b.at || compareText(a.name, b.name));
  const unrecorded = context.unrecorded('releases');
  return { unseen: unrecorded.length > 0 || all.length > 0 ? unrecorded : ['NO_RELEASE_DATA'], all };
}
