/** Of input types the trimmed schemas keep what our filters use. */
export const LINEAR_INPUTS: Readonly<Record<string, readonly string[]>> = {
  TeamFilter: ['key', 'id'],
  StringComparator: ['eq'],
  IDComparator: ['eq', 'in'],
  IssueIDComparator: ['in'],
  UserFilter: ['id'],
  CycleFilter: ['team'],
  IssueFilter: ['team', 'updatedAt', 'id'],
  DateComparator: ['gt'],
  CommentFilter: ['issue', 'updatedAt'],
  NullableIssueFilter: ['team'],
};

export const GITHUB_INPUTS: Readonly<Record<string, readonly string[]>> = {
  IssueFilters: ['since'],
  IssueOrder: ['field', 'direction'],
  MilestoneOrder: ['field', 'direction'],
  ReleaseOrder: ['field', 'direction'],
  DiscussionOrder: ['field', 'direction'],
  RepositoryOrder: ['field', 'direction'],
};
