import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assessTeam } from '../../../src/assessment/assess.ts';
import { readFiles } from '../../../src/connectors/file/index.ts';
import { NO_AGREEMENTS } from '../../../src/facts/agreements.ts';
import type { TeamHistory } from '../../../src/history/team-history.ts';
import { historyProblems } from '../../../src/history/validate.ts';
import { folderOfFiles } from './files.ts';
import { quiet } from './quiet.ts';

const { write } = folderOfFiles();
const T = (day: number): string => `2026-03-${String(day).padStart(2, '0')}T09:00:00Z`;
const at = (day: number): number => Date.parse(T(day));

/** As the REST API lists issues; pull requests stand among them. */
const REST = [
  {
    number: 1,
    title: 'Pay by card',
    html_url: 'https://github.com/acme/shop/issues/1',
    url: 'https://api.github.com/repos/acme/shop/issues/1',
    state: 'closed',
    state_reason: 'completed',
    user: { login: 'Mira', type: 'User' },
    assignees: [{ login: 'tom', type: 'User' }],
    labels: [{ name: 'priority: high' }, { name: 'billing' }],
    milestone: {
      number: 4,
      title: 'Sprint 4',
      state: 'closed',
      description: 'Guests pay',
      created_at: T(1),
      due_on: T(15),
      closed_at: T(15),
    },
    body: 'Why\n\n- [x] cards\n- [ ] cash',
    comments: 2,
    reactions: { total_count: 3 },
    type: { name: 'Feature' },
    created_at: T(2),
    updated_at: T(12),
    closed_at: T(12),
  },
  {
    number: 2,
    title: 'Never mind',
    html_url: 'https://github.com/acme/shop/issues/2',
    state: 'closed',
    state_reason: 'not_planned',
    user: { login: 'dependabot[bot]', type: 'Bot' },
    labels: [],
    body: null,
    created_at: T(3),
    updated_at: T(5),
    closed_at: T(5),
  },
  {
    number: 3,
    title: 'Take cards (closes #1)',
    html_url: 'https://github.com/acme/shop/pull/3',
    state: 'closed',
    draft: false,
    pull_request: { merged_at: T(11) },
    user: { login: 'tom', type: 'User' },
    labels: [],
    body: '',
    created_at: T(10),
    updated_at: T(11),
    closed_at: T(11),
  },
];

/** As `gh issue list --json …` writes them. */
const GH = [
  {
    number: 7,
    title: 'Search',
    url: 'https://github.com/acme/shop/issues/7',
    state: 'OPEN',
    stateReason: '',
    author: { login: 'mira', is_bot: false, name: 'Mira M' },
    assignees: [],
    labels: [{ name: 'Epic' }],
    body: 'Find things',
    comments: [{ author: { login: 'tom' }, body: 'Nice', createdAt: T(4) }],
    createdAt: T(3),
    updatedAt: T(4),
    closedAt: null,
  },
];

/** As an archive of a repository (issues and pull requests of one repository in one object). */
const ARCHIVE = {
  magic: 'x',
  repo: 'acme/shop',
  issues: [
    {
      number: 9,
      title: 'A question',
      state: 'OPEN',
      author: 'zoe',
      assignees: [],
      labels: ['question'],
      body: 'Why?',
      createdAt: T(6),
      updatedAt: T(8),
      closedAt: null,
      comments: [{ author: 'tom', body: 'Because', createdAt: T(8) }],
    },
  ],
  pulls: [
    {
      number: 10,
      title: 'Answer',
      state: 'MERGED',
      author: 'tom',
      labels: [],
      body: 'For #9',
      createdAt: T(7),
      updatedAt: T(9),
      mergedAt: T(9),
      closedAt: T(9),
      comments: [],
      reviews: [{ author: 'zoe', createdAt: T(8) }],
    },
  ],
};

async function read(content: unknown, name = 'github.json', teamName?: string): Promise<TeamHistory> {
  const path = write(name, JSON.stringify(content));
  const [history] = await readFiles([path], teamName === undefined ? {} : { teamName }, quiet);
  return history as TeamHistory;
}

describe('GitHub JSON', () => {
  it('reads the REST API’s list, pull requests apart', async () => {
    const history = await read(REST);
    expect(history.items.map(({ key }) => key)).toEqual(['#1', '#2']);
    expect(history.items[0]).toMatchObject({
      title: 'Pay by card',
      type: 'Feature',
      status: 'closed',
      resolution: 'done',
      priority: 'high',
      creator: 'login:mira',
      assignee: 'login:tom',
      labels: ['billing', 'priority: high'],
      sprints: ['milestone/4'],
      checklist: [
        { text: 'cards', done: true },
        { text: 'cash', done: false },
      ],
      finished: at(12),
      customerSignals: 3,
    });
    expect(history.items[1]).toMatchObject({ status: 'not-planned', resolution: 'dropped', finished: null });
    expect(history.pullRequests).toHaveLength(1);
    expect(history.pullRequests[0]).toMatchObject({
      id: '#3',
      author: 'login:tom',
      merged: at(11),
      items: ['#1'],
    });
    expect(history.sprints.map(({ id, goal, state, end }) => [id, goal, state, end])).toEqual([
      ['milestone/4', 'Guests pay', 'closed', at(15)],
    ]);
    expect(history.people.map(({ id, bot }) => [id, bot])).toEqual([
      ['login:dependabot[bot]', true],
      ['login:mira', false],
      ['login:tom', false],
    ]);
    expect(history.team).toMatchObject({
      name: 'acme/shop',
      itemUrlBase: 'https://github.com/acme/shop/issues/',
    });
    expect(historyProblems(history)).toEqual([]);
  });

  it('reads what gh writes, with comments and names', async () => {
    const history = await read(GH);
    expect(history.items[0]).toMatchObject({ key: '#7', status: 'open', resolution: null });
    expect(history.items[0]?.comments).toEqual([{ at: at(4), by: 'login:tom', text: 'Nice' }]);
    expect(history.people.find(({ id }) => id === 'login:mira')?.name).toBe('Mira M');
  });

  it('reads an archive, whose elements name no repository', async () => {
    const history = await read(ARCHIVE);
    expect(history.team.project).toBe('acme/shop');
    expect(history.items.map(({ key, creator }) => [key, creator])).toEqual([['#9', 'login:zoe']]);
    expect(history.pullRequests[0]).toMatchObject({
      id: '#10',
      items: ['#9'],
      reviews: [{ at: at(8), by: 'login:zoe' }],
    });
    expect(history.unrecorded.pullRequests).toBeUndefined();
  });

  it('says what such a file cannot hold', async () => {
    const { unrecorded, sprints } = await read(GH);
    expect(sprints).toEqual([]);
    expect(unrecorded).toEqual({
      changes: ['NO_CHANGELOG'],
      estimates: ['NO_ESTIMATES'],
      releases: ['NO_RELEASE_DATA'],
      goals: ['NO_GOAL_LOCATION'],
      updates: ['KEPT_ELSEWHERE'],
      links: ['NO_BLOCK_CONVENTION'],
      hierarchy: ['NO_HIERARCHY'],
      roadmap: ['NO_HIERARCHY'],
      boardStates: ['NO_WAIT_STATES'],
      customerSignals: ['KEPT_ELSEWHERE'],
      order: ['NO_ORDER'],
      pullRequests: ['NO_PR_LINK'],
      sprintGoals: ['NO_GOAL_FIELD'],
    });
  });

  it('never takes a milestone that is no sprint for one', async () => {
    const [issue] = REST;
    const history = await read([{ ...issue, milestone: { ...issue?.milestone, title: 'v2.0' } }]);
    expect(history.sprints).toEqual([]);
    expect(history.items[0]?.serves).toEqual(['v2.0']);
  });

  it('gives a team for each repository, and refuses to make one team of two: numbers would collide', async () => {
    const other = { ...GH[0], url: 'https://github.com/acme/app/issues/7' };
    const path = write('both.json', JSON.stringify([...GH, other]));
    expect((await readFiles([path], {}, quiet)).map(({ team }) => team.name)).toEqual([
      'acme/app',
      'acme/shop',
    ]);
    await expect(readFiles([path], { teamName: 'All' }, quiet)).rejects.toMatchObject({
      code: 'GITHUB_JSON_REPOSITORIES',
      exitCode: 2,
    });
  });

  it('takes the newest of an issue that stands in two files', async () => {
    const old = write('twice/a.json', JSON.stringify(GH));
    const fresh = write(
      'twice/b.json',
      JSON.stringify([{ ...GH[0], title: 'Search well', updatedAt: T(9) }]),
    );
    const [history] = await readFiles([fresh, old], {}, quiet);
    expect(history?.items.map(({ title }) => title)).toEqual(['Search well']);
  });
});

describe('a repository without any sprint', () => {
  it('is told that there is no Scrum evidence to judge, and nothing is held against it', async () => {
    const history = await read(ARCHIVE);
    expectNoScrum(history);
  });
});

function expectNoScrum(history: TeamHistory): void {
  const { report } = assessTeam({
    name: 'Archive',
    history,
    agreements: NO_AGREEMENTS,
    asOf: history.readAt,
    settings: {},
    suppressions: [],
    experiments: [],
    pastRuns: [],
    neighbours: [],
  });
  expect(report.summary.state).toContain('There is no Scrum evidence here to judge');
  expect(report.findings.filter(({ state }) => state === 'detected').map(({ rule }) => rule)).toEqual([]);
  const needSprints = report.findings.filter(({ reasons }) => reasons.includes('NOT_SCRUM'));
  expect(needSprints.length).toBeGreaterThan(5);
}

const REAL = '../shared/data/github';

describe.skipIf(!existsSync(REAL))('real files of GitHub', () => {
  it('an archive of a team without any sprint: 205 issues, 407 pull requests, no Scrum evidence', async () => {
    const [history] = await readFiles([`${REAL}/ietf-vdaf-archive.json`], { teamName: 'VDAF' }, quiet);
    expect([history?.items.length, history?.pullRequests.length, history?.sprints.length]).toEqual([
      205, 407, 0,
    ]);
    expect(historyProblems(history as TeamHistory)).toEqual([]);
    expectNoScrum(history as TeamHistory);
  });

  it('recorded pages of the REST API', async () => {
    const recorded = JSON.parse(
      readFileSync(`${REAL}/octokit-fixtures/paginate-issues.raw.json`, 'utf8'),
    ) as {
      method: string;
      response: unknown;
    }[];
    const pages = recorded
      .filter(({ method }) => method === 'get')
      .map(({ response }) => response as unknown[]);
    const history = await read(pages.flat(), 'pages.json');
    expect(history.items).toHaveLength(13);
    expect(historyProblems(history)).toEqual([]);
  });
});
