/** Words that tell how something is to be built, and prefixes that name a layer. */

const NAMES = 'a class or method';
const CUES: readonly (readonly [string, RegExp])[] = [
  [
    'a database structure',
    /\b(?:(?:database|db|sql|join|lookup) (?:table|column|view|index|field|schema)s?|(?:table|column|foreign key|primary key|stored procedure|trigger|varchar|boolean column|index) (?:named|called|in the (?:database|db)|`?\w+_\w+)|(?:add|create|drop|alter) (?:a |an |the |new )*(?:\w+ )?(?:table|column|index|foreign key|migration))\b/i,
  ],
  [
    'an endpoint',
    /\b(?:(?:rest|api|http|graphql|json|soap|post|get|put|delete) (?:end ?point|call|request|mutation|route|controller|payload)s?|end ?points?|web ?hooks?)\b|\b(?:GET|POST|PUT|PATCH|DELETE) \/\w/,
  ],
  [
    NAMES,
    /\b(?:class|method|function|interface|enum|struct|service class|controller|repository|singleton|factory|dao|dto|hook|middleware|decorator) (?:named|called|`)|\b[a-z]+[A-Z]\w+\(\)|\b\w+\.(?:java|ts|tsx|js|py|cs|php|rb|go|css|scss|html|xml|yml|yaml|sql)\b|\b[A-Z][a-z]+[A-Z]\w*(?:Service|Controller|Manager|Factory|Repository|Component|Provider|Handler|Helper)\b/,
  ],
  [
    'a named technology',
    /\b(?:react|angular|vue(?:\.?js)?|redux|next\.?js|node\.?js|express|spring(?: boot)?|hibernate|django|flask|rails|laravel|jquery|bootstrap|tailwind|material ui|webpack|vite|redis|kafka|rabbitmq|postgres(?:ql)?|mysql|mongodb|elasticsearch|dynamodb|s3|lambda|docker|kubernetes|terraform|cron ?job|nginx|axios|lodash|rxjs|celery|airflow|websockets?|graphql|grpc|jwt|localstorage|session storage|iframe)\b/i,
  ],
  ['a pixel or style value', /\b\d+ ?(?:px|pixels?|rem|em|pt)\b|#[0-9a-f]{6}\b|\brgba?\(/i],
  [
    'a control',
    /\b(?:add|place|put|show|use|insert|create|have|display|with|want)\b[^.\n]{0,40}\b(?:button|drop-?down|combo ?box|check ?box|radio buttons?|toggle|modal|pop-?up|tool ?tip|accordion|carousel|slider|side ?bar|hamburger menu|tabs?|spinner|text ?box|text field|input field|date ?picker)\b/i,
  ],
];

/** What every name of a class, a method or a file has in it; looked for first, because names are looked for at every word. */
const NAME_SIGNS =
  / (?:named|called|`)|\(\)|\.(?:java|ts|js|py|cs|php|rb|go|css|scss|html|xml|yml|yaml|sql)|[a-z][A-Z]/;

/** Which kinds of implementation detail a text names, each once, with the words found. English. */
export function implementationCues(text: string): string[] {
  const source = text.slice(0, 8_000);
  const found: string[] = [];
  const names = NAME_SIGNS.test(source);
  for (const [kind, pattern] of CUES) {
    const match = kind === NAMES && !names ? null : pattern.exec(source);
    if (match) found.push(`${kind} (“${match[0].trim().slice(0, 60)}”)`);
  }
  return found;
}

const LAYERS: readonly (readonly [string, RegExp])[] = [
  ['frontend', /^(?:fe|front[- ]?end|ui|gui|client(?: side)?|web ?ui|view layer|ios[- ]ui|android[- ]ui)$/i],
  ['backend', /^(?:be|back[- ]?end|server(?: side)?|service layer|middleware|core)$/i],
  ['interface', /^(?:api|rest|graphql|integration layer)$/i],
  ['database', /^(?:db|database|sql|data layer|persistence|schema|dba|migration)$/i],
  ['testing', /^(?:qa|test|tests|testing|e2e|automation|test automation)$/i],
  ['infrastructure', /^(?:infra|infrastructure|devops|ops|deployment)$/i],
  ['design', /^(?:ux|design|ux design|ui\/ux|ux\/ui|mock-?ups?|wireframes?)$/i],
];

/**
 * The technical layer an item is cut to, by a prefix or suffix of its title ("FE: …", "[API] …", "… (backend)") or a
 * label. Platforms (iOS, Android) are no layers.
 */
export function layerOf(title: string, labels: readonly string[] = []): string | null {
  const text = title.slice(0, 300).trim();
  const candidates: string[] = [];
  const boxed = /^[[({]\s*([^\])}]{1,30}?)\s*[\])}]/.exec(text);
  if (boxed) candidates.push(boxed[1] as string);
  const prefix = /^([\p{L}/ -]{2,25}?)\s*(?:[:|]|\s[-–—]\s|-\s)/u.exec(text);
  if (prefix) candidates.push((prefix[1] as string).trim());
  const first = /^(FE|BE|API|DB|QA|UI|UX|Frontend|Backend|Front-end|Back-end)\s/.exec(text);
  if (first) candidates.push(first[1] as string);
  const tail = /(?:[[({]\s*([^\])}]{1,30}?)\s*[\])}]|\s[-–—]\s([\p{L}/ -]{2,20}))$/u.exec(text);
  if (tail) candidates.push((tail[1] ?? tail[2] ?? '').trim());
  for (const label of labels) candidates.push(label.replace(/^(?:layer|area|component|team)[:/-]\s*/i, ''));
  for (const candidate of candidates) {
    for (const [layer, pattern] of LAYERS) if (pattern.test(candidate)) return layer;
  }
  return null;
}
