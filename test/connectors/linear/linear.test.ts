import { afterEach, describe, expect, it } from 'vitest';
import { buildSchema, parse, validate } from 'graphql';
import { readFileSync } from 'node:fs';
import { linearConnector, type LinearOptions } from '../../../src/connectors/linear/index.ts';
import {
  COMMENT_POINTS,
  FIRST_PLAN,
  HISTORY_POINTS,
  ISSUE_POINTS,
  PagePlanner,
  type PagePlan,
} from '../../../src/connectors/linear/page-plan.ts';
import * as queries from '../../../src/connectors/linear/queries.ts';
import { CredentialsError, TrackerError } from '../../../src/errors.ts';
import type { TeamHistory } from '../../../src/history/team-history.ts';
import { complexity, loadSchema } from '../../fakes/graphql-server.ts';
import { linearFake, type LinearFake } from '../../fakes/linear.ts';
import { collectContext, MemorySink, QuietProgress } from '../../fakes/memory-sink.ts';
import { at, change, smallItem, smallTeam } from '../../fakes/small-team.ts';
import { queriesOf, trimSchema } from '../../fakes/trim-schema.ts';
import { LINEAR_INPUTS } from '../../fakes/trimmed-inputs.ts';

const fakes: LinearFake[] = [];
afterEach(async () => {
  await Promise.all(fakes.splice(0).map((fake) => fake.close()));
});

async function serve(history: TeamHistory = smallTeam()): Promise<LinearFake> {
  const fake = await linearFake(history, 'MOB');
  fakes.push(fake);
  return fake;
}

const QUICK = { baseMs: 5, capMs: 20, floorMs: 1 };

function connector(fake: LinearFake, more: Partial<LinearOptions> = {}): ReturnType<typeof linearConnector> {
  return linearConnector({ team: 'MOB', token: 'lin_api_test', api: fake.url, backoff: QUICK, ...more });
}

async function sync(
  fake: LinearFake,
  sink = new MemorySink(),
  now = at(30),
  more: Partial<LinearOptions> = {},
): Promise<MemorySink> {
  await connector(fake, more).collect(collectContext(sink, now));
  return sink;
}

describe('queries', () => {
  const all: [string, string][] = [
    ...queriesOf(queries),
    ['issues', queries.issuesQuery(FIRST_PLAN)],
    ...queries.NESTED_NAMES.map((list): [string, string] => [
      `top up ${list}`,
      queries.topUpQuery([{ id: 'a', list, after: null, first: 30 }]).query,
    ]),
  ];

  it.each(all)('%s fits the schema', (_, query) => {
    expect(
      validate(loadSchema('linear/schema.graphql', './linear.schema.graphql').schema, parse(query)),
    ).toEqual([]);
  });

  it('the trimmed schema knows every query', () => {
    const trimmed = buildSchema(
      readFileSync(new URL('../../fakes/linear.schema.graphql', import.meta.url), 'utf8'),
    );
    for (const [name, query] of all) expect([name, validate(trimmed, parse(query))]).toEqual([name, []]);
  });

  const whole = loadSchema('linear/schema.graphql', './linear.schema.graphql');
  it.runIf(whole.real)('the trimmed schema is what trimming gives', () => {
    const committed = readFileSync(new URL('../../fakes/linear.schema.graphql', import.meta.url), 'utf8');
    const made = trimSchema(
      whole.schema,
      all.map(([, query]) => query),
      LINEAR_INPUTS,
    );
    expect(made).toBe(committed);
  });
});

describe('a team of Linear', () => {
  it('gives back the history that it serves', async () => {
    const history = (await sync(await serve())).history();
    const expected = smallTeam();
    expect(history.items.map(({ key }) => key)).toEqual(expected.items.map(({ key }) => key));
    for (const wanted of expected.items) {
      const got = history.items.find(({ key }) => key === wanted.key);
      const { rank: _rank, ...rest } = wanted;
      expect(got).toMatchObject(rest);
    }
    expect(history.team).toMatchObject({
      tracker: 'linear',
      project: 'MOB',
      automaticSprints: true,
      itemUrlBase: 'https://linear.app/acme/issue/',
    });
    expect(history.sprints.map(({ id, goal, state }) => [id, goal, state])).toEqual([
      ['s1', 'Guests can finish step 1', 'closed'],
      ['s2', null, 'closed'],
      ['s3', 'Guests can finish step 3', 'active'],
    ]);
    expect(
      history.statuses.map(({ name, category, idea, dropped }) => [name, category, idea, dropped]),
    ).toEqual([
      ['Ideas', 'todo', true, false],
      ['To Do', 'todo', false, false],
      ['In Progress', 'doing', false, false],
      ['PO Review', 'doing', false, false],
      ['Done', 'done', false, false],
      ["Won't do", 'done', false, true],
      ['Archived', 'done', false, true],
    ]);
    expect(history.listedMembers).toEqual(['dev1', 'dev2', 'po', 'sm']);
    expect(history.people.find(({ id }) => id === 'guest')?.email).toBe('guest@example.com');
    expect(history.people.find(({ id }) => id === 'robot')?.bot).toBe(true);
    expect(history.goals[0]?.text).toBe('Every guest can pay the way they like.');
    expect(history.updates).toEqual([
      { at: at(10), channel: 'project-update', text: 'Invoices work for half of the guests.' },
    ]);
    expect(history.unrecorded.rankHistory).toEqual(['NO_RANK_HISTORY']);
    expect(history.unrecorded.sprintGoals).toBeUndefined();
    expect(history.complete).toBe(true);
  });

  it('keeps the manual order', async () => {
    const history = (await sync(await serve())).history();
    const ranked = [...history.items]
      .filter(({ level }) => level === 'base')
      .sort((a, b) => ((a.rank ?? '') < (b.rank ?? '') ? -1 : 1));
    expect(ranked.map(({ key }) => key)).toEqual(['MOB-1', 'MOB-2', 'MOB-3', 'MOB-5', 'MOB-7', 'MOB-8']);
  });

  it('says NO_GOAL_LOCATION when no cycle ever held a goal', async () => {
    const team = smallTeam();
    const history = (
      await sync(await serve({ ...team, sprints: team.sprints.map((sprint) => ({ ...sprint, goal: null })) }))
    ).history();
    expect(history.unrecorded.sprintGoals).toEqual(['NO_GOAL_LOCATION']);
    const named = (
      await sync(
        await serve({ ...team, sprints: team.sprints.map((sprint) => ({ ...sprint, goal: null })) }),
        new MemorySink(),
        at(30),
        { goalPlace: 'name' },
      )
    ).history();
    expect(named.sprints[0]?.goal).toBe('Sprint 1');
  });

  it('says that cycles are switched off, and reads the rest', async () => {
    const progress = new QuietProgress();
    const sink = new MemorySink();
    const fake = await serve({ ...smallTeam(), sprints: [] });
    await connector(fake).collect(collectContext(sink, at(30), progress));
    expect(progress.warnings.join()).toContain('cycles are switched off for team MOB');
    expect(sink.history().sprints).toEqual([]);
    expect(sink.history().unrecorded.sprints).toBeUndefined();
    expect(sink.items.size).toBe(8);
  });
});

describe('what was left in a cycle', () => {
  it('names what the team does not hold any more, and is complete all the same', async () => {
    const fake = await serve();
    fake.world.leftIn.set('s2', [{ identifier: 'MOB-2' }, { identifier: 'WEB-9' }]);
    const history = (await sync(fake)).history();
    expect(history.gaps).toEqual([
      {
        what: '1 of the 2 items that were left in Sprint 2 when it closed',
        why: 'they were moved to another team or deleted since',
      },
    ]);
    expect(history.complete).toBe(true);
  });
});

describe('what a page asks for', () => {
  const { schema } = loadSchema('linear/schema.graphql', './linear.schema.graphql');
  const cost = (query: string): number =>
    complexity(schema, parse(query), {}, { leaf: 0.1, object: 1, defaultFirst: 50 });

  it('costs what the plan reckons, and fits into one query', () => {
    const each = (plan: Partial<PagePlan>): number =>
      cost(queries.issuesQuery({ issues: 10, history: 0, comments: 0, ...plan })) / 10;
    const bare = each({});
    expect(Math.abs(bare - ISSUE_POINTS)).toBeLessThan(2);
    expect(Math.abs((each({ history: 20 }) - bare) / 20 - HISTORY_POINTS)).toBeLessThan(0.3);
    expect(Math.abs((each({ comments: 20 }) - bare) / 20 - COMMENT_POINTS)).toBeLessThan(0.3);
    for (const lengths of [0, 5, 15, 40, 400]) {
      const planner = new PagePlanner();
      planner.learn([{ history: lengths, comments: lengths }]);
      expect(cost(queries.issuesQuery(planner.current))).toBeLessThanOrEqual(10_000);
    }
  });

  it('follows the lists: longer histories, fewer issues at once', () => {
    const planFor = (history: number): PagePlan => {
      const planner = new PagePlanner();
      planner.learn(Array.from({ length: 50 }, () => ({ history, comments: 2 })));
      return planner.current;
    };
    expect(planFor(3).issues).toBeGreaterThan(planFor(15).issues);
    expect(planFor(15).history).toBe(15);
    expect(planFor(25).issues).toBeLessThan(planFor(15).issues);
  });

  it('fills a hole that grouped entries leave with the spans of states, asked for only there', async () => {
    const moves = [
      change(1, 'dev1', 'status', 'todo', 'doing'),
      change(3, 'dev1', 'status', 'review', 'done'),
    ];
    const fake = await serve({
      ...smallTeam(),
      items: [smallItem(1, { status: 'done', changes: moves }), smallItem(2)],
    });
    fake.world.hiddenMoves.set('MOB-1', change(2, 'dev1', 'status', 'doing', 'review'));
    const sink = await sync(fake);
    expect(sink.items.get('MOB-1')?.changes.map(({ by, from, to }) => [by, from, to])).toEqual([
      ['dev1', 'todo', 'doing'],
      [null, 'doing', 'review'],
      ['dev1', 'review', 'done'],
    ]);
    expect(fake.seen.filter(({ name }) => name === 'TopUp')).toHaveLength(1);
  });
});

describe('long lists', () => {
  it('tops up histories and comments that are longer than a page brings', async () => {
    const changes = Array.from({ length: 95 }, (_, index) =>
      change(index / 10, 'dev1', 'estimate', String(index), String(index + 1)),
    );
    const comments = Array.from({ length: 45 }, (_, index) => ({
      at: at(index / 5),
      by: 'po',
      text: `Comment ${index}`,
    }));
    const items = [smallItem(1, { estimate: 95, changes, comments }), smallItem(2)];
    const sink = await sync(await serve({ ...smallTeam(), items }));
    expect(sink.items.get('MOB-1')?.changes.map(({ to }) => to)).toEqual(changes.map(({ to }) => to));
    expect(sink.items.get('MOB-1')?.comments.length).toBe(45);
  });

  it('reads one issue with 10,000 history entries whole', async () => {
    const changes = Array.from({ length: 10_000 }, (_, index) =>
      change(index / 1000, 'dev1', 'estimate', String(index), String(index + 1)),
    );
    const sink = await sync(
      await serve({ ...smallTeam(), items: [smallItem(1, { estimate: 10_000, changes })] }),
    );
    expect(sink.items.get('MOB-1')?.changes.length).toBe(10_000);
  });
});

describe('what goes wrong', () => {
  it('waits when Linear says RATELIMITED with HTTP 400, and goes on', async () => {
    const fake = await serve();
    fake.faults.rateLimited = 2;
    expect((await sync(fake)).items.size).toBe(8);
    expect(fake.seen.filter(({ status }) => status === 400).length).toBe(2);
  });

  it('tries again after a 502 with HTML', async () => {
    const fake = await serve();
    fake.faults.down = 2;
    expect((await sync(fake)).items.size).toBe(8);
  });

  it('keeps the data of a partial answer and names what is missing', async () => {
    const fake = await serve();
    fake.faults.brokenIssues.add('MOB-1');
    const history = (await sync(fake)).history();
    expect(history.complete).toBe(false);
    expect(history.gaps.map(({ what }) => what).join()).toContain('issues');
  });

  it('starts a pass again when its cursor has expired, and loses nothing', async () => {
    const items = Array.from({ length: 700 }, (_, index) => smallItem(index + 1));
    const fake = await serve({ ...smallTeam(), items });
    fake.faults.expireCursorsAfter = 9;
    expect((await sync(fake)).items.size).toBe(700);
    expect(
      fake.seen.filter(({ name, variables }) => name === 'Issues' && variables.after === null),
    ).toHaveLength(2);
  });

  it('continues where an interrupted run stopped', async () => {
    const items = Array.from({ length: 1000 }, (_, index) => smallItem(index + 1));
    const fake = await serve({ ...smallTeam(), items });
    const sink = new MemorySink();
    sink.breakAt = 3;
    await expect(sync(fake, sink)).rejects.toThrow('interrupted');
    const stored = sink.items.size;
    expect(stored).toBeGreaterThanOrEqual(600);
    sink.breakAt = null;
    const before = fake.seen.length;
    await sync(fake, sink);
    expect(sink.items.size).toBe(1000);
    const pages = fake.seen.slice(before).filter(({ name }) => name === 'Issues');
    expect(pages.length).toBeLessThanOrEqual(Math.ceil((1000 - stored) / FIRST_PLAN.issues));
    expect(pages[0]?.variables.after).not.toBeNull();
  });

  it('interrupted anywhere and continued, it gives what an uninterrupted run gives', async () => {
    const items = Array.from({ length: 700 }, (_, index) => smallItem(index + 1, { updated: at(-3) }));
    const fake = await serve({ ...smallTeam(), items });
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

  it('refused key: exit 3 and where to get one', async () => {
    const fake = await serve();
    fake.faults.refuseKey = true;
    await expect(sync(fake)).rejects.toBeInstanceOf(CredentialsError);
    await expect(sync(fake)).rejects.toMatchObject({
      next: expect.stringContaining('LINEAR_API_KEY') as string,
    });
  });

  it('unknown team key: names the teams there are', async () => {
    const fake = await serve();
    const run = sync(fake, new MemorySink(), at(30), { team: 'MOBY' });
    await expect(run).rejects.toBeInstanceOf(TrackerError);
    await expect(sync(fake, new MemorySink(), at(30), { team: 'MOBY' })).rejects.toMatchObject({
      code: 'LINEAR_TEAM_NOT_FOUND',
      next: expect.stringContaining('MOB') as string,
    });
  });

  it('never puts the key into an address or a message', async () => {
    const fake = await serve();
    fake.faults.refuseKey = true;
    const error = await sync(fake).catch((failure: Error) => failure);
    expect(JSON.stringify(error) + String(error)).not.toContain('lin_api_test');
    expect(fake.seen[0]?.authorization).toBe('lin_api_test');
  });
});

describe('the next run', () => {
  it('asks for little when nothing changed', async () => {
    const fake = await serve();
    const sink = await sync(fake);
    const before = fake.seen.length;
    const items = JSON.stringify([...sink.items]);
    await sync(fake, sink, at(37));
    expect(fake.seen.length - before).toBeLessThanOrEqual(8);
    expect(JSON.stringify([...sink.items])).toBe(items);
  });

  it('reads changed, new and deleted issues, and issues with a new comment only', async () => {
    const fake = await serve();
    const sink = await sync(fake);
    const { world } = fake;
    world.items = world.items
      .filter(({ key }) => key !== 'MOB-7')
      .map((item) => (item.key === 'MOB-3' ? { ...item, title: 'Changed', updated: at(31) } : item))
      .map((item) =>
        item.key === 'MOB-8' ? { ...item, comments: [{ at: at(32), by: 'po', text: 'Nice' }] } : item,
      );
    world.items.push(smallItem(9, { created: at(31) }));
    await sync(fake, sink, at(37));
    expect(sink.items.get('MOB-3')?.title).toBe('Changed');
    expect(sink.items.get('MOB-8')?.comments.length).toBe(1);
    expect(sink.items.has('MOB-9')).toBe(true);
    expect(sink.items.has('MOB-7')).toBe(false);
    expect(sink.items.size).toBe(8);
  });
});

describe('doctor', () => {
  it('says what can be used', async () => {
    const lines = await connector(await serve()).diagnose?.({
      signal: new AbortController().signal,
      now: at(30),
    });
    expect(lines?.every(({ ok }) => ok !== false)).toBe(true);
    expect(lines?.map(({ what }) => what).join('\n')).toMatch(
      /8 issues[\s\S]*3 cycles as sprints, 2 of them completed[\s\S]*Sprint Goals found in 2 of 3/,
    );
  });

  it('answers a wrong key with one line', async () => {
    const fake = await serve();
    fake.faults.refuseKey = true;
    const lines = await connector(fake).diagnose?.({ signal: new AbortController().signal, now: at(30) });
    expect(lines?.map(({ ok }) => ok)).toEqual([false]);
  });
});
