/** What publishing needs of a repository on GitHub: the client does it, a rehearsal writes down what would be done. */
export interface Repository {
  /** `owner/name`. */
  readonly name: string;
  /** Address of pages for people, `https://github.com`. */
  readonly server: string;
  isPublic(): Promise<boolean>;
  /** Login of whoever the token is, without `[bot]`. */
  self(): Promise<string>;
  /** Issues (no pull requests), open and closed, that were changed since a time and carry the label; newest first. */
  issues(query: { readonly since: string; readonly label?: string }): Promise<RepositoryIssue[]>;
  /** @throws UncertainError where nobody can say whether the issue was created */
  createIssue(issue: NewIssue): Promise<RepositoryIssue>;
  updateIssue(number: number, change: IssueChange): Promise<RepositoryIssue>;
  /** False where a label of that name exists: of many who try, one gets true. */
  createLabel(name: string, description: string): Promise<boolean>;
  /** Description of a label; null where there is none. */
  labelDescription(name: string): Promise<string | null>;
  deleteLabel(name: string): Promise<void>;
  /** Number of the newest run that left an artifact of that name; never one of a fork. Null where there is none. */
  findArtifact(name: string): Promise<number | null>;
  /** A file of a branch; null where branch or file do not exist. */
  readFile(branch: string, path: string): Promise<Buffer | null>;
  /** Puts files onto a branch of their own in one commit; the branch is made, without parents, where it does not exist. */
  commit(branch: string, message: string, files: ReadonlyMap<string, Buffer>): Promise<void>;
}

export interface RepositoryIssue {
  readonly number: number;
  readonly url: string;
  readonly title: string;
  readonly body: string;
  readonly open: boolean;
  readonly locked: boolean;
  /** Login of the author, without `[bot]`. */
  readonly author: string;
}

export interface NewIssue {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
}

export interface IssueChange {
  readonly title?: string;
  readonly body?: string;
  readonly state?: 'open' | 'closed';
  readonly state_reason?: 'completed' | 'not_planned' | 'duplicate';
}

/** The connection failed after an issue was sent: it may exist. Look before sending again. */
export class UncertainError extends Error {
  override readonly cause: Error;

  constructor(cause: Error) {
    super('Nobody can say whether the issue was created.');
    this.name = 'UncertainError';
    this.cause = cause;
  }
}
