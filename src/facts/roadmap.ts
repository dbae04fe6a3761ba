import type { Context } from './context.ts';
import type { RoadmapFacts } from './facts.ts';
import { compareText } from './items.ts';

/** Plans that last longer than a sprint. `NO_HIERARCHY`: the team has none. */
export function roadmapFacts(context: Context): RoadmapFacts {
  const entries = [...context.history.roadmap].sort((a, b) => compareText(a.id, b.id));
  const unrecorded = context.unrecorded('roadmap');
  return { unseen: unrecorded.length > 0 || entries.length > 0 ? unrecorded : ['NO_HIERARCHY'], entries };
}
