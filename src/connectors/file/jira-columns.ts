/** Columns of a Jira CSV by what they hold, in English and German. Custom fields stand in `Custom field (…)`. */
const NAMES = {
  key: ['issue key', 'key', 'vorgangsschlüssel', 'work item key', 'work key'],
  id: ['issue id', 'vorgangs-id', 'work item id'],
  summary: ['summary', 'zusammenfassung'],
  type: ['issue type', 'vorgangstyp', 'work type', 'work item type'],
  status: ['status'],
  statusCategory: ['status category', 'statuskategorie'],
  statusCategoryChanged: ['status category changed', 'statuskategorie geändert'],
  projectKey: ['project key', 'projektschlüssel', 'space key'],
  projectName: ['project name', 'projektname', 'space name'],
  priority: ['priority', 'priorität'],
  resolution: ['resolution', 'lösung'],
  assignee: ['assignee', 'zugewiesene person', 'bearbeiter', 'zugewiesen'],
  assigneeId: ['assignee id', 'zugewiesene person-id'],
  reporter: ['reporter', 'autor', 'berichterstatter', 'melder'],
  reporterId: ['reporter id', 'autor-id'],
  creator: ['creator', 'ersteller', 'erstellt von'],
  creatorId: ['creator id', 'ersteller-id'],
  created: ['created', 'erstellt'],
  updated: ['updated', 'aktualisiert'],
  resolved: ['resolved', 'erledigt', 'gelöst'],
  due: ['due date', 'due', 'fälligkeitsdatum'],
  labels: ['labels', 'stichwörter', 'label'],
  components: ['component/s', 'components', 'component', 'komponenten', 'komponente(n)'],
  versions: ['fix version/s', 'fix versions', 'fix version', 'lösungsversion(en)', 'korrekturversionen'],
  description: ['description', 'beschreibung'],
  sprint: ['sprint', 'custom field (sprint)'],
  comment: ['comment', 'comments', 'kommentar'],
  attachment: ['attachment', 'attachments', 'anhang'],
  votes: ['votes', 'stimmen'],
  parent: ['parent', 'übergeordnet'],
  parentId: ['parent id'],
  parentKey: ['parent key', 'übergeordneter schlüssel'],
  epicLink: ['custom field (epic link)', 'epic link', 'custom field (parent link)'],
  epicName: ['custom field (epic name)', 'epic name'],
  rank: ['custom field (rank)', 'rank', 'custom field (rang)'],
  flagged: ['custom field (flagged)', 'flagged', 'custom field (markiert)'],
  estimate: [
    'custom field (story points)',
    'custom field (story point estimate)',
    'story points',
    'story point estimate',
    'custom field (storypoints)',
  ],
  acceptanceCriteria: [
    'custom field (acceptance criteria)',
    'custom field (akzeptanzkriterien)',
    'acceptance criteria',
    'custom field (acceptance criterion)',
  ],
  team: ['team name', 'custom field (team name)'],
} as const;

export type Column = keyof typeof NAMES;

export interface LinkColumn {
  readonly index: number;
  /** Name of the link type: "Blocks". */
  readonly type: string;
  readonly direction: 'inward' | 'outward';
}

export interface Columns {
  /** Positions of each column; a column may be repeated, one value in each. */
  readonly at: Readonly<Record<Column, readonly number[]>>;
  readonly links: readonly LinkColumn[];
}

const LINK = /^(inward|outward) (?:issue|work item) link \((.+)\)$/;

/** @param configured names of fields that the configuration gives */
export function columnsOf(
  header: readonly string[],
  configured: { estimate?: string; acceptanceCriteria?: string } = {},
): Columns {
  const names = header.map((name) => name.trim().toLowerCase());
  const at = Object.fromEntries(
    Object.entries(NAMES).map(([column, known]) => [column, positions(names, known)]),
  ) as Record<Column, number[]>;
  for (const column of ['estimate', 'acceptanceCriteria'] as const) {
    const name = configured[column]?.toLowerCase();
    const own = name === undefined ? [] : positions(names, [name, `custom field (${name})`]);
    if (own.length > 0) at[column] = own;
  }
  const links = names.flatMap((name, index) => {
    const [, direction, type] = LINK.exec(name) ?? [];
    return type === undefined ? [] : [{ index, type, direction: direction as LinkColumn['direction'] }];
  });
  return { at, links };
}

/** In order of the known names first, so that a preferred column comes before its stand-ins. */
function positions(names: readonly string[], known: readonly string[]): number[] {
  return known.flatMap((wanted) => names.flatMap((name, index) => (name === wanted ? [index] : [])));
}

/** Whether a header line is that of a Jira CSV. */
export function isJiraHeader(header: readonly string[]): boolean {
  const { at } = columnsOf(header);
  return at.key.length > 0 && at.summary.length > 0 && at.status.length > 0;
}
