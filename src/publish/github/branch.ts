import type { GithubClient } from './client.ts';

interface Place {
  readonly owner: string;
  readonly repo: string;
}

export interface BranchCommit {
  readonly branch: string;
  readonly message: string;
  readonly files: ReadonlyMap<string, Buffer>;
}

/** Somebody else may have moved the branch between our reading and our writing. */
const TRIES = 4;

/**
 * Commits files through the git data API onto a branch that nobody works on: on top of what is there, or as a first commit
 * without parents. A branch that moved meanwhile is read again; nothing of others is lost.
 */
export async function commitFiles(octokit: GithubClient, place: Place, commit: BranchCommit): Promise<void> {
  const tree: { path: string; mode: '100644'; type: 'blob'; sha: string }[] = [];
  for (const [path, content] of commit.files) {
    const blob = await octokit.git.createBlob({
      ...place,
      content: content.toString('base64'),
      encoding: 'base64',
    });
    tree.push({ path, mode: '100644', type: 'blob', sha: blob.data.sha });
  }
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await commitTree(octokit, place, commit, tree);
    } catch (error) {
      if (attempt >= TRIES || !movedMeanwhile(error)) throw error;
    }
  }
}

async function commitTree(
  octokit: GithubClient,
  place: Place,
  { branch, message }: BranchCommit,
  tree: { path: string; mode: '100644'; type: 'blob'; sha: string }[],
): Promise<void> {
  const head = await headOf(octokit, place, branch);
  const base =
    head === null ? null : (await octokit.git.getCommit({ ...place, commit_sha: head })).data.tree.sha;
  const made = await octokit.git.createTree({
    ...place,
    tree,
    ...(base === null ? {} : { base_tree: base }),
  });
  if (made.data.sha === base) return;
  const parents = head === null ? [] : [head];
  const { data } = await octokit.git.createCommit({ ...place, message, tree: made.data.sha, parents });
  if (head === null) await octokit.git.createRef({ ...place, ref: `refs/heads/${branch}`, sha: data.sha });
  else await octokit.git.updateRef({ ...place, ref: `heads/${branch}`, sha: data.sha, force: false });
}

async function headOf(octokit: GithubClient, place: Place, branch: string): Promise<string | null> {
  try {
    return (await octokit.git.getRef({ ...place, ref: `heads/${branch}` })).data.object.sha;
  } catch (error) {
    // 404: no such branch. 409: the repository is empty.
    if (isStatus(error, 404) || isStatus(error, 409)) return null;
    throw error;
  }
}

/** A file of a branch; null where branch or file do not exist. */
export async function fileOf(
  octokit: GithubClient,
  place: Place,
  branch: string,
  path: string,
): Promise<Buffer | null> {
  const head = await headOf(octokit, place, branch);
  if (head === null) return null;
  const { data: commit } = await octokit.git.getCommit({ ...place, commit_sha: head });
  const { data } = await octokit.git.getTree({ ...place, tree_sha: commit.tree.sha, recursive: '1' });
  const sha = data.tree.find((entry) => entry.path === path && entry.type === 'blob')?.sha;
  if (sha === undefined) return null;
  const blob = await octokit.git.getBlob({ ...place, file_sha: sha });
  return Buffer.from(blob.data.content, blob.data.encoding === 'base64' ? 'base64' : 'utf8');
}

function movedMeanwhile(error: unknown): boolean {
  return (
    isStatus(error, 422) &&
    /fast.?forward|already exists|is at .* but expected/i.test((error as Error).message)
  );
}

function isStatus(error: unknown, status: number): boolean {
  return (
    error instanceof Error && error.name === 'HttpError' && (error as { status?: unknown }).status === status
  );
}
