import type { IssueChange, NewIssue, Repository, RepositoryIssue } from './repository.ts';

/** One thing that would be sent. */
export interface Rehearsed {
  readonly request: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * Answers questions from the repository, or as if it were empty where there is none, and writes down what would be sent
 * instead of sending it.
 */
export class Rehearsal implements Repository {
  readonly sent: Rehearsed[] = [];
  readonly name: string;
  readonly server: string;

  constructor(
    private readonly real: Repository | null,
    place: { readonly name: string; readonly server: string },
  ) {
    this.name = place.name;
    this.server = place.server;
  }

  isPublic(): Promise<boolean> {
    return this.real?.isPublic() ?? Promise.resolve(false);
  }

  self(): Promise<string> {
    return this.real?.self() ?? Promise.resolve('');
  }

  async issues(query: { readonly since: string; readonly label?: string }): Promise<RepositoryIssue[]> {
    return (await this.real?.issues(query)) ?? [];
  }

  async createIssue(issue: NewIssue): Promise<RepositoryIssue> {
    this.note(`POST /repos/${this.name}/issues`, { ...issue });
    const { title, body } = issue;
    const author = await this.self();
    return {
      number: 0,
      url: `${this.server}/${this.name}/issues`,
      title,
      body,
      open: true,
      locked: false,
      author,
    };
  }

  async updateIssue(number: number, change: IssueChange): Promise<RepositoryIssue> {
    this.note(`PATCH /repos/${this.name}/issues/${number}`, { ...change });
    const url = `${this.server}/${this.name}/issues/${number}`;
    const author = await this.self();
    return { number, url, title: '', body: '', open: true, locked: false, author };
  }

  createLabel(name: string, description: string): Promise<boolean> {
    this.note(`POST /repos/${this.name}/labels`, { name, description });
    return Promise.resolve(true);
  }

  labelDescription(): Promise<string | null> {
    return Promise.resolve(null);
  }

  deleteLabel(name: string): Promise<void> {
    this.note(`DELETE /repos/${this.name}/labels/${name}`, {});
    return Promise.resolve();
  }

  findArtifact(name: string): Promise<number | null> {
    return this.real?.findArtifact(name) ?? Promise.resolve(null);
  }

  readFile(branch: string, path: string): Promise<Buffer | null> {
    return this.real?.readFile(branch, path) ?? Promise.resolve(null);
  }

  commit(branch: string, message: string, files: ReadonlyMap<string, Buffer>): Promise<void> {
    const sizes = Object.fromEntries([...files].map(([path, content]) => [path, `${content.length} bytes`]));
    this.note(`commit onto branch ${branch} of ${this.name}`, { message, files: sizes });
    return Promise.resolve();
  }

  private note(request: string, fields: Record<string, unknown>): void {
    this.sent.push({ request, fields });
  }
}
