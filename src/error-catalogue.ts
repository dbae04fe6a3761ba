/**
 * Every error a user may meet: what it means and what to do, by its code. `docs/errors.md` is generated from here, and a
 * test holds that each code of the program is listed and each listed one is provoked by a test.
 */
export interface ErrorEntry {
  readonly code: string;
  readonly area: ErrorArea;
  /** Exit code of the contract. */
  readonly exit: 2 | 3 | 4 | 5;
  readonly means: string;
  readonly next: string;
}

export const ERROR_AREAS = {
  usage: 'Wrong usage',
  config: 'Configuration',
  files: 'Files that are read',
  output: 'Files that are written',
  store: 'The store',
  data: 'Nothing to work with',
  jira: 'Jira',
  linear: 'Linear',
  github: 'GitHub',
  confluence: 'Confluence',
  network: 'Any tracker',
  publish: 'Publishing',
} as const;

export type ErrorArea = keyof typeof ERROR_AREAS;

type Row = readonly [code: string, exit: 2 | 3 | 4 | 5, means: string, next: string];

const ROWS: Readonly<Partial<Record<ErrorArea, readonly Row[]>>> = {
  usage: [
    [
      'USAGE',
      2,
      'The command, an option or an argument does not exist, or one is missing.',
      'The nearest command or option is proposed; hatcheck COMMAND --help lists them.',
    ],
    [
      'OPTION_INVALID',
      2,
      'An option has a value that it cannot have, or two options contradict each other.',
      'The message lists the values.',
    ],
    [
      'AS_OF_INVALID',
      2,
      '--as-of is not a time.',
      'Give a date like 2026-11-20, or a date-time like 2026-11-20T09:00:00+01:00.',
    ],
    [
      'TEAM_UNKNOWN',
      2,
      'No configured or imported team has that name.',
      'The nearest name is proposed; upper and lower case do not matter.',
    ],
    ['TEAM_NEEDED', 2, 'The command works on one team, and there are several.', 'Name one with --team.'],
    [
      'TEAM_IS_LIVE',
      2,
      'An export was to be imported into a team that is read from its live tracker.',
      'Give another name with --team.',
    ],
    ['RULE_UNKNOWN', 2, 'No rule has that name.', 'The nearest is proposed; hatcheck rules lists them.'],
    [
      'ITEM_UNKNOWN',
      2,
      'backlog lint was asked about an item that is not scored: only open items that are not started and not in an active sprint are.',
      'The nearest key is proposed.',
    ],
    [
      'ANSWER_MISSING',
      2,
      'init runs without a terminal and an answer that it needs was not given as an option.',
      'Add the option that the message names.',
    ],
  ],
  config: [
    [
      'CONFIG_UNREADABLE',
      2,
      'The configuration that was named does not exist or cannot be read.',
      'Correct --config, or write one with hatcheck init.',
    ],
    [
      'CONFIG_SYNTAX',
      2,
      'hatcheck.yaml is not YAML; the line is named.',
      'Correct that line: most often the indent, or a colon inside a text without quotes.',
    ],
    [
      'CONFIG_INVALID',
      2,
      'A key, a value, a rule or a threshold in hatcheck.yaml is unknown or of the wrong kind; line and path are named.',
      'The nearest key is proposed; docs/configuration.md lists all.',
    ],
    [
      'VARIABLE_UNSET',
      2,
      'hatcheck.yaml uses ${NAME}, and the environment has no such variable.',
      'Set it and run again.',
    ],
    [
      'CONFIG_EXISTS',
      2,
      'init would replace a configuration.',
      'Edit it, give another --config, or use --force.',
    ],
    [
      'CONFIG_NEEDED',
      2,
      'The command writes into a configuration, and there is none.',
      'Make one with hatcheck init.',
    ],
    [
      'KEY_WEAK',
      2,
      'HATCHECK_KEY, from which pseudonyms are made, is too short to keep anybody from guessing.',
      'Use a long random text, for example from openssl rand -hex 32.',
    ],
    [
      'KEY_UNUSABLE',
      2,
      'The file that holds the key of the pseudonyms cannot be read or written.',
      'Set HATCHECK_KEY, or make the folder writable.',
    ],
    [
      'LOGO',
      2,
      'report.logo is missing, too large or no picture.',
      'Give a PNG, JPEG, WebP or SVG file of at most 500 KB.',
    ],
    [
      'TOKEN_MISSING',
      3,
      'The environment variable with the token of the tracker is not set.',
      'Set it; docs/connecting.md says how to make a token with the least rights.',
    ],
  ],
  files: [
    [
      'FILE_UNREADABLE',
      2,
      'A file that was named does not exist or may not be read.',
      'Check the path; it is relative to the folder you run hatcheck in, in the configuration relative to that file.',
    ],
    ['FILE_EMPTY', 2, 'The file holds nothing.', 'Export the data again and check that something is in it.'],
    [
      'FILE_UNKNOWN',
      2,
      'The file is none of the exports that hatcheck reads.',
      'Export it as one of the kinds that the message lists.',
    ],
    ['FILE_NOTHING_FOUND', 2, 'The folder holds no file that hatcheck reads.', 'Put the exports into it.'],
    [
      'FILE_NOT_JSON',
      2,
      'The file is no JSON; line and place are named.',
      'Export or download it again; it may be a page of a login instead of the data.',
    ],
    ['FILE_TRUNCATED', 2, 'The file ends in the middle: it was cut off.', 'Export or download it again.'],
    [
      'FILE_WITHOUT_ISSUES',
      2,
      'Files of Jira without a single issue.',
      'Add the pages of Jira’s search, with all fields and expand=changelog.',
    ],
    [
      'HISTORY_INVALID',
      2,
      'A saved history does not follow its schema; the place is named.',
      'Write it again with hatcheck export --history, or compare it with history.schema.json.',
    ],
    [
      'HISTORY_CONTRADICTS_ITSELF',
      2,
      'A saved history cannot be true: dates run backwards, or something refers to what is not there.',
      'Correct the file, or export the history again.',
    ],
    [
      'CSV_UNKNOWN_COLUMNS',
      2,
      'The header line of a CSV is not one of an export that hatcheck knows; often the delimiter is wrong.',
      'Check the delimiter and the header line.',
    ],
    [
      'CSV_QUOTE_OPEN',
      2,
      'A quoted cell of a CSV is never closed; the line is named.',
      'Export the file again; it may have been cut off or edited by hand.',
    ],
    [
      'CSV_WIDTH',
      2,
      'A line of a CSV has more or fewer cells than the header.',
      'Export it again with one delimiter throughout; quote cells that hold the delimiter.',
    ],
    [
      'CSV_CELL',
      2,
      'A cell of a Jira CSV cannot be read: a date, a number.',
      'Correct the cell, or export the file again with all fields.',
    ],
    [
      'LINEAR_CSV_TIME',
      2,
      'A time in a Linear CSV cannot be read.',
      'Export the issues again; a spreadsheet may have changed the dates.',
    ],
    ['LINEAR_CSV_ID', 2, 'A line of a Linear CSV has no issue key.', 'Export the issues again from Linear.'],
    [
      'GITHUB_JSON_EMPTY',
      2,
      'JSON that looks like GitHub’s holds no issue.',
      'Export with gh issue list --state all --json …; the message has the whole command.',
    ],
    [
      'GITHUB_JSON_REPOSITORIES',
      2,
      'Issues of several repositories were to become one team; their numbers would collide.',
      'Import each repository into a team of its own: leave --team out.',
    ],
  ],
  output: [
    [
      'OUTPUT_UNWRITABLE',
      2,
      'A file or folder cannot be written. Nothing half-written is left.',
      'Give another place, or change its permissions.',
    ],
    [
      'OUT_NOT_WRITABLE',
      2,
      'The report folder cannot be written. Nothing half-written is left.',
      'Choose another folder with --out, or make this one writable.',
    ],
    [
      'NO_BROWSER',
      2,
      'The PDF is printed by Chrome, Edge or Chromium, and none was found.',
      'Install one, set HATCHECK_BROWSER, or print report.html yourself.',
    ],
    [
      'BROWSER_NOT_FOUND',
      2,
      'HATCHECK_BROWSER names a program that does not exist.',
      'Correct it, or leave it out.',
    ],
    [
      'PDF_FAILED',
      2,
      'The browser could not print the report.',
      'Open report.html and print it, or set HATCHECK_BROWSER to another browser.',
    ],
    [
      'CANVAS_UNKNOWN',
      2,
      'HATCHECK_CANVAS names no canvas library.',
      'Set it to canvas or napi, or leave it out.',
    ],
    [
      'CANVAS_MISSING',
      2,
      'The library that draws the charts does not load.',
      'Install again, or leave HATCHECK_CANVAS out.',
    ],
  ],
  store: [
    [
      'NOT_A_STORE',
      2,
      'The file is no hatcheck store; it was left as it is.',
      'Give another path with --store or store:.',
    ],
    [
      'STORE_NEWER',
      2,
      'The store was written by a newer hatcheck.',
      'Update hatcheck, or use another store.',
    ],
    [
      'STORE_BUSY',
      2,
      'Another run held the store for half a minute.',
      'Wait until it has ended and try again; nothing was changed.',
    ],
    [
      'STORE_UNUSABLE',
      2,
      'The file of the store cannot be opened or written.',
      'Check its permissions and the free space, or give another path.',
    ],
    [
      'STORE_MISSING',
      2,
      'The PostgreSQL database does not exist.',
      'Create it, or correct its name in the URL.',
    ],
    [
      'STORE_NEEDS_NETWORK',
      2,
      '--offline opens no connection, and the store is a PostgreSQL database.',
      'Give a SQLite file with --store, or leave --offline away.',
    ],
    ['STORE_REFUSED', 3, 'PostgreSQL refused the login.', 'Check user and password in the URL of the store.'],
    [
      'STORE_UNREACHABLE',
      4,
      'The PostgreSQL server cannot be reached.',
      'Check that it runs, and its address.',
    ],
    [
      'STORE_NOT_SHARED',
      2,
      'enqueue and worker share their queue through PostgreSQL, and the store is a file.',
      'Give a postgres:// URL with --store or store:.',
    ],
  ],
  data: [
    [
      'NOTHING_STORED',
      2,
      'There is no data yet.',
      'Read an export with hatcheck import, connect a tracker with hatcheck init, or look at hatcheck demo.',
    ],
    [
      'NOTHING_READ',
      4,
      'Nothing of a team is in the store.',
      'Run hatcheck sync without --no-sync and --offline.',
    ],
  ],
  jira: [
    [
      'JIRA_TOKEN_MISSING',
      3,
      'The environment variable with Jira’s token is not set.',
      'Cloud: JIRA_EMAIL and JIRA_API_TOKEN; Data Center: JIRA_PAT.',
    ],
    [
      'JIRA_PROJECT_KEY',
      2,
      'tracker.project is no key of a project.',
      'It stands before the dash of the issues’ keys, like CHK.',
    ],
    [
      'JIRA_BOARD',
      2,
      'tracker.board is no number.',
      'It stands in the address of the board, behind boards/.',
    ],
    [
      'JIRA_NOT_VISIBLE',
      4,
      'The project or the board does not exist, or the token may not see it.',
      'Check key and number, and that the account may browse the project.',
    ],
  ],
  linear: [
    [
      'LINEAR_TEAM_KEY',
      2,
      'tracker.team is no key of a team.',
      'It stands before the dash of the issues’ keys, like MOB.',
    ],
    [
      'LINEAR_TEAM_NOT_FOUND',
      4,
      'There is no such team, or the key’s owner may not see it.',
      'Check tracker.team; the message lists the teams that can be seen.',
    ],
    [
      'LINEAR_CURSOR_EXPIRED',
      4,
      'Linear no longer knows where the last run stopped.',
      'Run hatcheck sync --full.',
    ],
    [
      'LINEAR_UNEXPECTED',
      4,
      'Linear’s answer lacks a part that its API promises.',
      'Update hatcheck; if it is the newest, report this.',
    ],
  ],
  github: [
    [
      'GITHUB_REPOSITORY',
      2,
      'tracker.repository is not written as owner/name.',
      'Write it like acme/platform.',
    ],
    [
      'GITHUB_REPOSITORY_NOT_FOUND',
      4,
      'There is no such repository, or the token may not see it.',
      'Check tracker.repository and the token’s access.',
    ],
    [
      'GITHUB_PROJECT_NOT_FOUND',
      4,
      'The owner has no project of that number that the token can see.',
      'tracker.project is the number in the project’s address; the GITHUB_TOKEN of an Action cannot read an organisation’s projects.',
    ],
    [
      'GITHUB_SCOPE_MISSING',
      3,
      'The token may not read projects.',
      'Give it the scope read:project (classic) or read access to organization projects (fine-grained).',
    ],
    [
      'GITHUB_TOO_OLD',
      4,
      'GitHub Enterprise Server does not know a part of the query.',
      'Update the server.',
    ],
    [
      'GITHUB_TOO_HEAVY',
      4,
      'GitHub could not answer in time.',
      'Run hatcheck again: it continues where it stopped.',
    ],
    [
      'GITHUB_CURSOR_EXPIRED',
      4,
      'GitHub no longer knows where the last run stopped.',
      'Run hatcheck sync --full.',
    ],
  ],
  publish: [
    [
      'REPORT_SHOWS_MORE',
      2,
      'The report shows more of people than the configuration allows.',
      'Write the report again, then post it.',
    ],
    [
      'POST_REPOSITORY',
      2,
      'It is not known which repository the issue belongs to.',
      'Give --repository owner/name; in a workflow of GitHub it is taken from there.',
    ],
    [
      'WEBHOOK_ADDRESS',
      2,
      'The variable with the address of the webhook holds none that a report may be sent to.',
      'It must be a whole https address, as the service shows it.',
    ],
    [
      'POST_TOKEN_MISSING',
      3,
      'The variable with the token or address for posting is not set.',
      'Set the one that the message names.',
    ],
    [
      'POST_TOO_LARGE',
      4,
      'The receiver of the webhook takes less than the report has.',
      'Raise its limit, or post fewer teams with --team.',
    ],
    [
      'PAGE_NOT_OURS',
      4,
      'A page of that name exists in the space, and hatcheck has not written it.',
      'Rename that page, or choose another space.',
    ],
    [
      'PAGE_CONTESTED',
      4,
      'The page changes faster than it can be saved.',
      'Let the other run or editor end, then post again.',
    ],
    [
      'STATE_INVALID',
      2,
      'What the GitHub Action kept from the last run cannot be read.',
      'Remove it as the message says; the next run starts anew.',
    ],
    [
      'REPORT_INVALID',
      2,
      'The file is no report.json of this version.',
      'Write it again with hatcheck report, or name another with --from.',
    ],
    [
      'PUBLIC_REPOSITORY',
      2,
      'The report would be readable by everybody: the repository is public.',
      'Name a private repository, or allow it with --allow-public.',
    ],
    [
      'POST_BUSY',
      4,
      'Another run has been creating the same issue for minutes.',
      'Let it end and run again; if none runs, delete the label that the message names.',
    ],
    [
      'ISSUE_GONE',
      4,
      'The issue was deleted or moved while it was being updated.',
      'Nothing was created instead: post again if a new issue is wanted.',
    ],
    [
      'ISSUE_LOCKED',
      4,
      'The issue is locked, and the token may not change locked issues.',
      'Unlock it, or post with the token of somebody who may write to the repository.',
    ],
  ],
  network: [
    [
      'PAGING_LOOP',
      4,
      'The tracker handed out the same page twice.',
      'Run again; if it happens again, report it with the output of --verbose.',
    ],
  ],
};

/** Services that are asked over the network, by the prefix of their codes. */
export const SERVICES: readonly (readonly [area: ErrorArea, code: string, name: string])[] = [
  ['jira', 'JIRA', 'Jira'],
  ['linear', 'LINEAR', 'Linear'],
  ['github', 'GITHUB', 'GitHub'],
  ['confluence', 'CONFLUENCE', 'Confluence'],
  ['publish', 'POST', 'The place that is posted to'],
];

/** What every tracker may answer: code without the tracker’s name, exit, what happened. */
const ANSWERS: readonly Row[] = [
  [
    'CREDENTIALS_REFUSED',
    3,
    'refused the token (401): it is wrong, was withdrawn, or has expired.',
    'Make a new one; docs/connecting.md says how.',
  ],
  [
    'FORBIDDEN',
    4,
    'does not allow the token to read this (403).',
    'Give the token’s account the permission that the message names.',
  ],
  [
    'NOT_FOUND',
    4,
    'does not find it (404): the address is wrong, or the token may not see it.',
    'Check the addresses and keys in hatcheck.yaml.',
  ],
  [
    'REDIRECTED',
    4,
    'answers from another address. Tokens are not sent on.',
    'Put the new address into hatcheck.yaml.',
  ],
  ['GONE', 4, 'has removed this part of its API.', 'Update hatcheck.'],
  [
    'RATE_LIMITED',
    4,
    'asks for a longer pause than hatcheck waits.',
    'Run again later: it continues where it stopped.',
  ],
  [
    'UNAVAILABLE',
    4,
    'has trouble (500 and above), after several tries.',
    'Check its status page and run again: it continues where it stopped.',
  ],
  [
    'REFUSED',
    4,
    'could not make sense of the request.',
    'Run hatcheck doctor; if the configuration is right, update hatcheck.',
  ],
  [
    'UNREACHABLE',
    4,
    'cannot be reached: name, network, proxy or certificate.',
    'Check the address and the network. Own certificates: NODE_EXTRA_CA_CERTS. A proxy needs Node 24 with NODE_USE_ENV_PROXY=1 and HTTPS_PROXY.',
  ],
];

/** All errors, in the order of the page. */
export const ERROR_CATALOGUE: readonly ErrorEntry[] = (Object.keys(ERROR_AREAS) as ErrorArea[]).flatMap(
  (area) => [
    ...(ROWS[area] ?? []).map(entry(area)),
    ...SERVICES.filter(([of]) => of === area).flatMap(([, code, name]) =>
      ANSWERS.map(([suffix, exit, means, next]) =>
        entry(area)([`${code}_${suffix}`, exit, `${name} ${means}`, next]),
      ),
    ),
  ],
);

function entry(area: ErrorArea): (row: Row) => ErrorEntry {
  return ([code, exit, means, next]) => ({ code, area, exit, means, next });
}
