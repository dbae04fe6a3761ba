import { afterEach, describe, expect, it } from 'vitest';
import { buildSchema, parse, validate } from 'graphql';
import { readFileSync } from 'node:fs';
import { githubConnector, type GithubOptions } from '../../../src/connectors/github/index.ts';
import * as queries from '../../../src/connectors/github/queries.ts';
import { CredentialsError, UsageError } from '../../../src/errors.ts';
import type { TeamHistory } from '../../../src/history/team-history.ts';
import { githubFake, numberOf, type GithubFake, type GithubFakeOptions } from '../../fakes/github.ts';
import { loadSchema } from '../../fakes/graphql-server.ts';
import { collectContext, MemorySink, QuietProgress } from '../../fakes/memory-sink.ts';
import { at, change, smallItem, smallTeam } from '../../fakes/small-team.ts';
import { queriesOf, trimSchema } from '../../fakes/trim-schema.ts';
import { GITHUB_INPUTS } from '../../fakes/trimmed-inputs.ts';

const fakes: GithubFake[] = [];
afterEach(async () => {
  await Promise.all(fakes.splice(0).map((fake) => fake.close()));
});

async function serve(
  history: TeamHistory = smallTeam(),
  options: GithubFakeOptions = {},
): Promise<GithubFake> {
  const fake = await githubFake(history, options);
  fakes.push(fake);
  return fake;
}

function connector(fake: GithubFake, more: Partial<GithubOptions> = {}): ReturnType<typeof githubConnector> {
  return githubConnector({
    repository: 'acme/app',
    project: 7,
    sprintsFrom: 'milestones',
    token: 'ghp_test',
    api: fake.api,
    secondMs: 1,
    ...more,
  });
}

async function sync(
  fake: GithubFake,
  sink = new MemorySink(),
  now = at(30),
  more: Partial<GithubOptions> = {},
): Promise<MemorySink> {
  await connector(fake, more).collect(collectContext(sink, now));
  return sink;
}

describe('queries', () => {
  const all: [string, string][] = [
    ...queriesOf(queries),
    ...(['full', 'basic'] as const).flatMap((level): [string, string][] => [
      [`issues, ${level}`, queries.issuesQuery(level)],
      ...queries.NESTED_NAMES.map((list): [string, string] => [
        `top up ${list}, ${level}`,
        queries.topUpQuery([{ id: 'a', list, after: null }], level).query,
      ]),
    ]),
  ];

  it.each(all)('%s fits the schema', (_, query) => {
    expect(
      validate(
        loadSchema('github/github-schema.2026-07-18.graphql', './github.schema.graphql').schema,
        parse(query),
      ),
    ).toEqual([]);
  });

  it('the trimmed schema knows every query', () => {
    const trimmed = buildSchema(
      readFileSync(new URL('../../fakes/github.schema.graphql', import.meta.url), 'utf8'),
    );
    for (const [name, query] of all) expect([name, validate(trimmed, parse(query))]).toEqual([name, []]);
  });

  const whole = loadSchema('github/github-schema.2026-07-18.graphql', './github.schema.graphql');
  it.runIf(whole.real)('the trimmed schema is what trimming gives', () => {
    const committed = readFileSync(new URL('../../fakes/github.schema.graphql', import.meta.url), 'utf8');
    const made = trimSchema(
      whole.schema,
      all.map(([, query]) => query),
      GITHUB_INPUTS,
    );
    expect(made).toBe(committed);
  });
});

/** The same item under GitHub's keys, statuses and sprints. */
const KEY = (key: string): string => `#${numberOf(key)}`;
const STATUS: Record<string, string> = {
  ideas: 'status/Ideas',
  todo: 'status/To Do',
  doing: 'status/In Progress',
  review: 'status/PO Review',
  done: 'status/Done',
  dropped: 'not-planned',
};
const SPRINT: Record<string, string> = { s1: 'milestone/1', s2: 'milestone/2', s3: 'milestone/3' };

describe('a repository with a board and milestones', () => {
  it('gives back the history that it serves', async () => {
    const history = (await sync(await serve())).history();
    const expected = smallTeam();
    expect(history.items.map(({ key }) => numberOf(key)).sort()).toEqual(
      expected.items.map(({ key }) => numberOf(key)).sort(),
    );
    for (const wanted of expected.items) {
      const got = history.items.find(({ key }) => key === KEY(wanted.key));
      expect(got).toMatchObject({
        level: wanted.level,
        type: wanted.type,
        title: wanted.title,
        description: wanted.description,
        checklist: wanted.checklist,
        status: STATUS[wanted.status],
        resolution: wanted.resolution,
        priority: wanted.priority,
        estimate: wanted.estimate,
        assignee: wanted.assignee,
        creator: wanted.creator,
        created: wanted.created,
        labels: wanted.labels,
        parent: wanted.parent === null ? null : KEY(wanted.parent),
        sprints: wanted.sprints.map((id) => SPRINT[id]),
        links: wanted.links.map((link) => ({ ...link, key: KEY(link.key) })),
        comments: wanted.comments,
        customerSignals: wanted.customerSignals,
      });
    }
  });

  it('reads the timeline as changes', async () => {
    const item = (await sync(await serve())).items.get('#1');
    const told = item?.changes.map(({ at: time, by, field, from, to }) => [time, by, field, from, to]);
    expect(told).toEqual([
      [at(-2), 'po', 'labels', 'billing', 'billing\nguest'],
      [at(0), 'po', 'sprint', null, 'milestone/1'],
      [at(1), 'dev1', 'status', 'status/To Do', 'status/In Progress'],
      [at(1), 'dev1', 'assignee', null, 'dev1'],
      [at(4), 'po', 'description', null, null],
      [at(5), 'dev1', 'status', 'status/In Progress', 'status/PO Review'],
      [at(6), 'po', 'status', 'status/PO Review', 'status/Done'],
    ]);
  });

  it('closing as not planned drops an item', async () => {
    const item = (await sync(await serve())).items.get('#7');
    expect(item?.changes).toEqual([
      { at: at(8), by: 'po', field: 'status', from: 'status/To Do', to: 'not-planned' },
    ]);
  });

  it('reads milestones as sprints with their goals and dates', async () => {
    const history = (await sync(await serve())).history();
    expect(
      history.sprints.map(({ name, goal, state, start, end }) => [name, goal, state, start, end]),
    ).toEqual([
      ['Sprint 1', 'Guests can finish step 1', 'closed', at(0), at(14)],
      ['Sprint 2', null, 'closed', at(14), at(28)],
      ['Sprint 3', 'Guests can finish step 3', 'active', at(28), at(42)],
    ]);
    expect(history.unrecorded).toEqual({
      rankHistory: ['NO_RANK_HISTORY'],
      priorityHistory: ['NO_RANK_HISTORY'],
      estimateHistory: ['NO_ESTIMATES'],
    });
    expect(history.priorities).toEqual(['Urgent', 'High', 'Medium', 'Low']);
    expect(history.goals[1]).toEqual({
      where: 'pinned issue',
      text: 'Every guest can pay the way they like.',
      updated: at(-20),
    });
    expect(history.updates).toEqual([
      { at: at(10), channel: 'discussion', text: 'Invoices work for half of the guests.' },
    ]);
    expect(history.team).toMatchObject({
      tracker: 'github',
      project: 'acme/app',
      itemUrlBase: 'https://github.example/acme/app/issues/',
    });
  });

  it('takes the order of the board', async () => {
    const history = (await sync(await serve())).history();
    const ranked = history.items
      .filter(({ level }) => level === 'base')
      .sort((a, b) => ((a.rank ?? '') < (b.rank ?? '') ? -1 : 1));
    expect(ranked.map(({ key }) => key)).toEqual(['#1', '#2', '#3', '#5', '#7', '#8']);
  });

  it('keeps the texts of body edits where GitHub gives whole versions', async () => {
    const items = [
      smallItem(1, {
        description: 'Third',
        changes: [
          change(1, 'po', 'description', 'First', 'Second'),
          change(2, 'dev1', 'description', 'Second', 'Third'),
        ],
      }),
    ];
    const item = (await sync(await serve({ ...smallTeam(), items }))).items.get('#1');
    expect(item?.changes.map(({ by, from, to }) => [by, from, to])).toEqual([
      ['po', 'First', 'Second'],
      ['dev1', 'Second', 'Third'],
    ]);
  });

  it('a swap of the assignee is one change', async () => {
    const items = [
      smallItem(1, {
        assignee: 'dev2',
        changes: [change(1, 'dev1', 'assignee', null, 'dev1'), change(2, 'dev2', 'assignee', 'dev1', 'dev2')],
      }),
    ];
    const item = (await sync(await serve({ ...smallTeam(), items }))).items.get('#1');
    expect(item?.changes.map(({ field, from, to }) => [field, from, to])).toEqual([
      ['assignee', null, 'dev1'],
      ['assignee', 'dev1', 'dev2'],
    ]);
  });

  it('reads pull requests with reviews and the issues they belong to', async () => {
    const pull = {
      id: 'PR-5',
      title: 'Add invoices (see #2)',
      author: 'dev1',
      created: at(2),
      ready: at(3),
      merged: at(5),
      closed: at(5),
      changedLines: 120,
      labels: ['api'],
      items: ['MOB-1'],
      reviews: [{ at: at(4), by: 'dev2' }],
      comments: 3,
      coAuthors: ['dev2'],
      checks: 'passed' as const,
    };
    const history = (await sync(await serve({ ...smallTeam(), pullRequests: [pull] }))).history();
    expect(history.pullRequests).toEqual([{ ...pull, id: '#100005', items: ['#1', '#2'] }]);
  });
});

describe('iterations as sprints', () => {
  it('have dates, no goals and no history', async () => {
    const history = (
      await sync(await serve(smallTeam(), { sprints: 'iterations' }), new MemorySink(), at(30), {
        sprintsFrom: 'iterations',
      })
    ).history();
    expect(history.sprints.map(({ id, state, goal }) => [id, state, goal])).toEqual([
      ['s1', 'closed', null],
      ['s2', 'closed', null],
      ['s3', 'active', null],
    ]);
    expect(history.items.find(({ key }) => key === '#2')?.sprints).toEqual(['s2']);
    expect(history.unrecorded).toMatchObject({
      sprintHistory: ['NO_ITERATION_HISTORY'],
      sprintGoals: ['NO_GOAL_FIELD'],
    });
  });

  it('are found without being configured', async () => {
    const fake = await serve(smallTeam(), { sprints: 'iterations' });
    const sink = new MemorySink();
    await githubConnector({
      repository: 'acme/app',
      project: 7,
      token: 't',
      api: fake.api,
      secondMs: 1,
    }).collect(collectContext(sink, at(30)));
    expect(sink.history().sprints.length).toBe(3);
  });
});

describe('a repository without any sprint', () => {
  it('can hold sprints and has none', async () => {
    const fake = await serve({ ...smallTeam(), sprints: [] });
    const sink = new MemorySink();
    await githubConnector({ repository: 'acme/app', token: 't', api: fake.api, secondMs: 1 }).collect(
      collectContext(sink, at(30)),
    );
    const history = sink.history();
    expect(history.sprints).toEqual([]);
    expect(history.unrecorded.sprints).toBeUndefined();
    expect(history.items.find(({ key }) => key === '#2')?.status).toBe('open');
    expect(history.items.find(({ key }) => key === '#1')?.status).toBe('closed');
  });
});

describe('long lists', () => {
  it('reads one issue with 10,000 timeline events whole', async () => {
    const changes = Array.from({ length: 10_000 }, (_, index) =>
      change(index / 1000, 'dev1', 'title', String(index), String(index + 1)),
    );
    const sink = await sync(
      await serve({ ...smallTeam(), items: [smallItem(1, { title: '10000', changes })] }),
    );
    expect(sink.items.get('#1')?.changes.length).toBe(10_000);
  });

  it('tops up comments', async () => {
    const comments = Array.from({ length: 230 }, (_, index) => ({
      at: at(index / 50),
      by: 'po',
      text: `Comment ${index}`,
    }));
    const sink = await sync(await serve({ ...smallTeam(), items: [smallItem(1, { comments })] }));
    expect(sink.items.get('#1')?.comments).toEqual(comments);
  });
});

describe('what goes wrong', () => {
  const many = (count: number): TeamHistory => ({
    ...smallTeam(),
    items: Array.from({ length: count }, (_, index) => smallItem(index + 1, { created: at(-3) + index })),
  });

  it('waits for the rate limit that comes in HTTP 200, and for the secondary one', async () => {
    const fake = await serve();
    fake.faults.rateLimited = 1;
    fake.faults.secondary = 1;
    expect((await sync(fake)).items.size).toBe(8);
  });

  it('asks for smaller pages when a query is too heavy', async () => {
    const fake = await serve(many(60));
    fake.faults.heavyAbove = 20;
    expect((await sync(fake)).items.size).toBe(60);
  });

  it('keeps the data of an answer that has errors beside it, and names what is missing', async () => {
    const fake = await serve();
    fake.faults.brokenIssues.add('MOB-5');
    const history = (await sync(fake)).history();
    expect(history.items).toHaveLength(8);
    expect(history.complete).toBe(false);
    expect(history.gaps).toEqual([
      {
        what: expect.stringMatching(
          /^issues of acme\/app \(repository\.issues\.nodes\.\d+\.parent\)$/,
        ) as string,
        why: 'Something went wrong while loading the parent.',
      },
    ]);
  });

  it('asks an older server for what it knows, and says what is missing', async () => {
    const fake = await serve();
    fake.faults.old = true;
    const history = (await sync(fake)).history();
    expect(history.items.length).toBe(8);
    expect(history.gaps[0]?.why).toContain('older');
    expect(history.complete).toBe(false);
  });

  it('goes on from the last change when a cursor has expired', async () => {
    const fake = await serve(many(480));
    fake.faults.expireCursorsAfter = 12;
    expect((await sync(fake)).items.size).toBe(480);
    const again = fake.seen.filter(({ name, variables }) => name === 'Issues' && variables.cursor === null);
    expect(again.map(({ variables }) => variables.since)).toEqual([null, expect.any(String)]);
  });

  it('continues where an interrupted run stopped', async () => {
    const fake = await serve(many(480));
    const sink = new MemorySink();
    sink.breakAt = 3;
    await expect(sync(fake, sink)).rejects.toThrow('interrupted');
    expect(sink.items.size).toBe(400);
    sink.breakAt = null;
    const before = fake.seen.filter(({ name }) => name === 'Issues').length;
    await sync(fake, sink);
    expect(sink.items.size).toBe(480);
    expect(fake.seen.filter(({ name }) => name === 'Issues').length - before).toBe(2);
  });

  it('interrupted anywhere and continued, it gives what an uninterrupted run gives', async () => {
    const fake = await serve(many(450));
    const whole = await sync(fake);
    for (let page = 1; page <= whole.pages; page++) {
      const sink = new MemorySink();
      sink.breakAt = page;
      await expect(sync(fake, sink)).rejects.toThrow('interrupted');
      sink.breakAt = null;
      await sync(fake, sink);
      expect(sink.history()).toEqual(whole.history());
    }
  });

  it('asks GitHub Enterprise Server at its own address', async () => {
    const fake = await serve();
    await sync(fake, new MemorySink(), at(30), { api: `${fake.api}/api/v3` });
    expect(new Set(fake.seen.map(({ path }) => path))).toEqual(new Set(['/api/graphql']));
  });

  it('refused token: exit 3', async () => {
    const fake = await serve();
    fake.faults.refuseToken = true;
    await expect(sync(fake)).rejects.toBeInstanceOf(CredentialsError);
  });

  it('unknown repository: says which, and what to check', async () => {
    const fake = await serve();
    await expect(sync(fake, new MemorySink(), at(30), { repository: 'acme/nothing' })).rejects.toMatchObject({
      code: 'GITHUB_REPOSITORY_NOT_FOUND',
      exitCode: 4,
    });
    await expect(sync(fake, new MemorySink(), at(30), { repository: 'nothing' })).rejects.toBeInstanceOf(
      UsageError,
    );
  });

  it('a project number of another owner: says so', async () => {
    await expect(sync(await serve(), new MemorySink(), at(30), { project: 8 })).rejects.toMatchObject({
      code: 'GITHUB_PROJECT_NOT_FOUND',
      next: expect.stringContaining('other owners') as string,
    });
  });

  it('a token without project scope: reads the rest and says what is missing', async () => {
    const fake = await serve();
    fake.faults.noProjectScope = true;
    const sink = new MemorySink();
    const progress = new QuietProgress();
    await connector(fake).collect(collectContext(sink, at(30), progress));
    expect(sink.items.size).toBe(8);
    expect(sink.history().complete).toBe(false);
    expect(sink.history().unrecorded.order).toEqual(['PERMISSION_DENIED']);
    expect(progress.warnings.join()).toContain('read:project');
  });

  it('never puts the token into a message', async () => {
    const fake = await serve();
    fake.faults.refuseToken = true;
    const error = await sync(fake).catch((failure: Error) => failure);
    expect(JSON.stringify(error) + String(error)).not.toContain('ghp_test');
  });
});

describe('the next run', () => {
  it('asks for little when nothing changed', async () => {
    const fake = await serve();
    const sink = await sync(fake);
    const items = JSON.stringify([...sink.items]);
    const before = fake.seen.length;
    await sync(fake, sink, at(37));
    expect(fake.seen.length - before).toBeLessThanOrEqual(8);
    expect(JSON.stringify([...sink.items])).toBe(items);
  });

  it('reads changed, new and deleted issues, and changes on the board alone', async () => {
    const fake = await serve();
    const sink = await sync(fake);
    const { world } = fake;
    world.items = world.items
      .filter(({ key }) => key !== 'MOB-7')
      .map((item) => (item.key === 'MOB-3' ? { ...item, title: 'Changed', updated: at(31) } : item))
      .map((item) => (item.key === 'MOB-8' ? { ...item, estimate: 13, rank: '00000' } : item));
    world.items.push(smallItem(9, { created: at(31) }));
    world.boardUpdated = at(31);
    await sync(fake, sink, at(37));
    expect(sink.items.get('#3')?.title).toBe('Changed');
    expect(sink.items.get('#8')?.estimate).toBe(13);
    expect(sink.items.get('#8')?.rank).toBe('000000');
    expect(sink.items.get('#1')?.rank).toBe('000001');
    expect(sink.items.has('#9')).toBe(true);
    expect(sink.items.has('#7')).toBe(false);
  });
});

describe('doctor', () => {
  it('says what can be used', async () => {
    const lines = await connector(await serve()).diagnose?.({
      signal: new AbortController().signal,
      now: at(30),
    });
    const text = lines?.map(({ what }) => what).join('\n');
    expect(lines?.every(({ ok }) => ok !== false)).toBe(true);
    expect(text).toMatch(
      /8 issues[\s\S]*estimate is read from the field "Estimate"[\s\S]*3 milestones as sprints, 2 of them completed/,
    );
  });

  it('answers missing scope with what to do', async () => {
    const fake = await serve();
    fake.faults.noProjectScope = true;
    const lines = await connector(fake).diagnose?.({ signal: new AbortController().signal, now: at(30) });
    expect(lines?.find(({ ok }) => ok === false)?.next).toContain('read:project');
  });
});
