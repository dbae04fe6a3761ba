/** Reads Markdown, Jira wiki markup, HTML and plain text into lines that say what they are. Linear in the text's length. */

export type LineKind = 'heading' | 'bullet' | 'task' | 'text' | 'code' | 'quote';

export interface Line {
  readonly kind: LineKind;
  /** Without markup. */
  readonly text: string;
  /** For tasks: ticked. */
  readonly done: boolean;
}

/** Longer texts are read up to here, so that one item's cost is bounded (about twenty printed pages). */
export const MAX_CHARS = 40_000;

const BLOCK_TAGS = new Set(
  'p div br li ul ol h1 h2 h3 h4 h5 h6 table tbody thead tr td th blockquote pre hr section details summary panel'.split(
    ' ',
  ),
);
const INLINE_TAGS = new Set(
  'a b i u s em strong span code tt sub sup del ins mark font small big img kbd input label body html head style script'.split(
    ' ',
  ),
);
const ENTITIES: Record<string, string> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#39': "'",
  ndash: '–',
  mdash: '—',
  bull: '•',
  hellip: '…',
};

/** The lines of a text, empty ones left out. */
export function readLines(raw: string): Line[] {
  const source = withoutComments(
    raw.slice(0, MAX_CHARS).replaceAll('\r\n', '\n').replaceAll('\r', '\n').replaceAll('\u00a0', ' '),
  );
  const plain = source.includes('<') ? htmlToText(source) : source;
  const rows = decodeEntities(plain).split('\n');
  const wiki = rows.some((row) =>
    /^\s*(?:h[1-6]\.\s|\{(?:code|noformat|panel|quote|color)\b|\|\|)/.test(row),
  );
  const lines: Line[] = [];
  let fence: string | null = null;
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] as string;
    const trimmed = row.trim();
    const mark = fenceMark(trimmed);
    if (fence !== null) {
      if (mark === fence) fence = null;
      else if (trimmed !== '') lines.push({ kind: 'code', text: trimmed, done: false });
      continue;
    }
    if (mark !== null) {
      // `{code}x{code}` on one line opens and closes at once.
      const closesToo = mark.startsWith('{') && trimmed.lastIndexOf(mark) > 0;
      if (closesToo) lines.push({ kind: 'code', text: trimmed, done: false });
      else fence = mark;
      continue;
    }
    if (
      trimmed === '' ||
      /^(?:[-*_=~]\s?){3,}$/.test(trimmed) ||
      /^\{\/?[a-z]+(?::[^{}]{0,200})?\}$/.test(trimmed)
    )
      continue;
    lines.push(classify(trimmed, { wiki, before: rows[index - 1] ?? '', after: rows[index + 1] ?? '' }));
  }
  return lines.filter((line) => line.text !== '');
}

function fenceMark(trimmed: string): string | null {
  if (trimmed.startsWith('```')) return '```';
  if (trimmed.startsWith('~~~')) return '~~~';
  const wiki = /^\{(code|noformat)(?::[^{}]{0,100})?\}/.exec(trimmed);
  return wiki ? `{${wiki[1] as string}}` : null;
}

interface Around {
  readonly wiki: boolean;
  readonly before: string;
  readonly after: string;
}

const TASK =
  /^(?:[-*+•]\s*|\d{1,3}[.)]\s*)?(?:\[( |x|X|✓|✔)?\]|(☐|□|⬜)|(☑|✅|✔|✓)|\((\/)\)|\((x)\))\s*(.*)$/u;
const BULLET =
  /^(?:[-*+•–—·◦‣⁃▪●○➢➤→]{1,4}\s+|[•·◦‣⁃▪●○➢➤]|#{1,4}\s+|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]\s+|(?:AC|AK|CA)\s?[-#]?\s?\d{1,3}\s?[:.)–-]\s*)(.*)$/u;

/** How every line begins that its beginning makes a task, heading, quote or bullet; prose begins otherwise. */
const MARKED = /^(?:[^\p{L}]|h[1-6]\.|bq\.|[a-z][.)]|[ivx]{2,4}[.)]|(?:AC|AK|CA)[\s\d#-])/iu;

function classify(trimmed: string, around: Around): Line {
  if (!MARKED.test(trimmed)) {
    const kind = isUnderlined(trimmed, around) || isLabel(trimmed) ? 'heading' : 'text';
    return { kind, text: inline(trimmed), done: false };
  }
  const task = TASK.exec(trimmed);
  if (task) {
    const done = Boolean(task[3] ?? task[4]) || /[xX✓✔]/.test(task[1] ?? '');
    return { kind: 'task', text: inline(task[6] ?? ''), done };
  }
  const heading = headingOf(trimmed, around);
  if (heading !== null) return { kind: 'heading', text: inline(heading), done: false };
  const quote = /^(?:>\s?|bq\.\s)+(.*)$/.exec(trimmed);
  if (quote) return { kind: 'quote', text: inline(quote[1] ?? ''), done: false };
  const bullet = BULLET.exec(trimmed);
  if (bullet) return { kind: 'bullet', text: inline(bullet[1] ?? ''), done: false };
  return { kind: 'text', text: inline(trimmed), done: false };
}

function headingOf(trimmed: string, around: Around): string | null {
  const wiki = /^h[1-6]\.\s*(.*)$/.exec(trimmed);
  if (wiki) return wiki[1] ?? '';
  const hashes = /^(#{1,6})\s+(.*?)\s*#*$/.exec(trimmed);
  // A row of "# " lines is a numbered list of Jira's markup; a lone one is a Markdown heading.
  if (
    hashes &&
    !(around.wiki || (hashes[1] === '#' && /(?:^|\n)\s*#\s+\S/.test(`${around.before}\n${around.after}`)))
  )
    return hashes[2] ?? '';
  if (isUnderlined(trimmed, around)) return trimmed;
  const bold = /^(?:\*{1,3}|_{1,3}|\{\*\})([^*_]{2,80})(?:\*{1,3}|_{1,3}|\{\*\})\s*:?$/.exec(trimmed);
  if (bold) return bold[1] ?? '';
  const boxed = /^(?:={2,}\s*([^=]{2,60}?)\s*={2,}|\[([^[\]|]{2,60})\]:?|\|\|\s*([^|]{2,60}?)\s*\|\|)$/.exec(
    trimmed,
  );
  if (boxed && !/^(?:todo|tbd|n\/a|x)$/i.test(boxed[2] ?? '')) return boxed[1] ?? boxed[2] ?? boxed[3] ?? '';
  return isLabel(trimmed) ? trimmed : null;
}

function isUnderlined(trimmed: string, { after }: Around): boolean {
  return trimmed.length <= 80 && /^(?:-{3,}|={3,})$/.test(after.trim());
}

/** A few words that end with a colon. */
function isLabel(trimmed: string): boolean {
  return (
    /[:：]$/.test(trimmed.slice(-1)) &&
    /^[^\s\-*•.:].{1,60}[:：]$/u.test(trimmed) &&
    trimmed.split(/\s+/).length <= 6
  );
}

/** What inline markup and spaces that are no single spaces are made of. */
const INLINE_SIGNS = /[!*+[\\_`{~]|\s\s|[^\S ]/;

/** Text without inline markup: links keep their words, images and colour marks vanish. */
export function inline(text: string): string {
  // Most lines have none; each replacement would copy them.
  if (!INLINE_SIGNS.test(text)) return text.trim();
  return text
    .replace(/!\[([^\]]{0,200})\]\([^()\s]{0,500}\)/g, '')
    .replace(/!([^!\s|]{1,200}\.(?:png|jpe?g|gif|svg))(?:\|[^!]{0,100})?!/gi, '')
    .replace(/\[([^[\]|]{1,300})\]\((?:[^()\s]{0,500})(?:\s"[^"]{0,100}")?\)/g, '$1')
    .replace(/\[([^[\]|]{1,300})\|[^[\]]{1,500}\]/g, '$1')
    .replace(/\{(?:color|colour)(?::[^{}]{0,30})?\}/g, '')
    .replace(/\{\{([^{}]{1,300})\}\}/g, '$1')
    .replace(/(\*\*\*|\*\*|__|~~)(?=\S)/g, '')
    .replace(/(\*\*\*|\*\*|__|~~)/g, '')
    .replace(/(^|[\s(])[*_+](\S[^*_+\n]{0,200}\S|\S)[*_+](?=$|[\s.,;:!?)])/g, '$1$2')
    .replace(/`/g, '')
    .replace(/\\(.)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Template hints in HTML comments are no content. */
function withoutComments(text: string): string {
  let out = '';
  let from = 0;
  for (;;) {
    const start = text.indexOf('<!--', from);
    const end = start < 0 ? -1 : text.indexOf('-->', start + 4);
    if (end < 0) return out + text.slice(from);
    out += `${text.slice(from, start)} `;
    from = end + 3;
  }
}

/** Known tags only: `<role>` is somebody's placeholder and stays. */
function htmlToText(text: string): string {
  return text.replace(
    /<(\/?)([a-zA-Z][a-zA-Z0-9]{0,9})(?:\s[^<>]{0,400})?\/?>/g,
    (whole, close: string, name: string) => {
      const tag = name.toLowerCase();
      if (BLOCK_TAGS.has(tag)) {
        if (close === '' && tag === 'li') return '\n- ';
        if (close === '' && /^h[1-6]$/.test(tag)) return `\n#${'#'} `;
        return '\n';
      }
      return INLINE_TAGS.has(tag) ? '' : whole;
    },
  );
}

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(#?[a-z0-9]{2,6});/gi,
    (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole,
  );
}
