/**
 * The public API: read a saved history, judge a team, put the report behind the privacy boundary, render it.
 * Everything exported here is documented in docs/api.md and keeps its meaning within a major version.
 */
export { assessTeam, type Assessment, type AssessInput, type Suppression } from './assessment/assess.ts';
export type { PastRun } from './assessment/runs.ts';
export { CATALOGUE } from './analyzers/catalogue.ts';
export { GROUPS, type Analyzer, type Group } from './analyzers/analyzer.ts';
export type { RuleSetting, RuleSettings } from './analyzers/examine.ts';
export { configJsonSchema } from './config/schema.ts';
export { CredentialsError, ExpectedError, TrackerError, UsageError, type ErrorText } from './errors.ts';
export { ERROR_CATALOGUE, type ErrorEntry } from './error-catalogue.ts';
export { NO_AGREEMENTS, type Agreements } from './facts/agreements.ts';
export { decodeHistory, encodeHistory, historyJsonSchema } from './history/saved-history.ts';
export type * from './history/team-history.ts';
export { REASON_CODES, type Fact, type ReasonCode } from './history/reasons.ts';
export { anonymise } from './privacy/anonymise.ts';
export { createBoundary, type Boundary, type BoundaryOptions } from './privacy/boundary.ts';
export { reportDocument, roleNames, scrubTeam } from './privacy/report.ts';
export type * from './reports/report.ts';
export {
  renderCsv,
  renderHtml,
  renderJson,
  renderMarkdown,
  renderTerminal,
  writeReports,
  type WriteOptions,
} from './reports/index.ts';
export { VERSION } from './version.ts';
