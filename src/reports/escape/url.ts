/**
 * The address where it is safe to link to: http or https, without credentials, at most 2,000 characters; else null.
 * Characters that could end a Markdown link or an attribute are percent-encoded.
 */
export function safeUrl(url: string | null | undefined): string | null {
  if (url === null || url === undefined || url.length > 2000 || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return null;
  if (parsed.username !== '' || parsed.password !== '') return null;
  return parsed.href.replace(/[<>"'`()[\]{}|\\^*_~]/g, (character) =>
    character === '_' || character === '~' ? character : `%${hex(character)}`,
  );
}

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');
}
