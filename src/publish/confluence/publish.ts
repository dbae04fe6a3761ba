import { TrackerError } from '../../errors.ts';
import type { WikiPageText } from './page.ts';
import type { StoredPage, Wiki } from './wiki.ts';

export interface PublishedPage {
  readonly url: string;
  readonly done: 'created' | 'updated';
}

/** Somebody may save the page between our reading and our writing. */
const TRIES = 3;

/**
 * Puts the page into the space: found by its title, which Confluence keeps unique, and updated in place.
 * @throws TrackerError where a page of that title is not hatcheck's
 */
export async function publishPage(wiki: Wiki, page: WikiPageText): Promise<PublishedPage> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const known = await wiki.find(page.title);
    const stored =
      known === null ? await wiki.create(page.title, page.body) : await replace(wiki, known, page);
    if (stored === null) continue;
    for (const [name, png] of page.files) await wiki.attach(stored.id, name, png);
    return { url: wiki.address(stored.id), done: known === null ? 'created' : 'updated' };
  }
  throw new TrackerError({
    code: 'PAGE_CONTESTED',
    message: `The page “${page.title}” changes faster than it can be saved.`,
    next: 'Let the other run or editor end, then post again.',
  });
}

async function replace(wiki: Wiki, known: StoredPage, page: WikiPageText): Promise<StoredPage | null> {
  if (!known.body.includes(page.mark)) {
    throw new TrackerError({
      code: 'PAGE_NOT_OURS',
      message: `A page “${page.title}” exists in the space, and hatcheck has not written it.`,
      next: 'Rename that page, or choose another space with --space.',
    });
  }
  return (await wiki.update(known, page.title, page.body)) ? known : null;
}
