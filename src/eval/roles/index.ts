import { roleCases, SOURCES } from './cases.ts';
import { measureCase, type CaseResult } from './measure.ts';

export { roleSection } from './section.ts';

/** Measures the inference of roles on as many generated teams for each source. */
export function evaluateRoles(teamsPerSource: number): CaseResult[] {
  return SOURCES.flatMap((source) => roleCases(teamsPerSource, source).map(measureCase));
}
