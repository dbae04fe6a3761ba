import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/history/team-history.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import type { StoredRun } from '../../src/store/runs.ts';
import { realPostgres, sqliteFiles } from './databases.ts';
import { DAY, START, history, item, move } from './histories.ts';

const slot = { name: 'Checkout', origin: 'sync', source: 'jira https://a CHK' } as const;

function run(asOf: number, states: Record<string, StoredRun['findings'][number]['state']>): StoredRun {
  const findings = Object.entries(states).map(([rule, state]) => ({
    rule,
    state,
    severity: 'high' as const,
    value: 0.5,
  }));
  return { asOf, kind: 'weekly', score: 72, parts: null, findings };
}

describe.each([sqliteFiles(), realPostgres()])('the store on $name', (database) => {
  let url = '';
  let store: Store;
  beforeAll(() => database.start());
  afterAll(() => database.stop());
  beforeEach(async () => {
    url = await database.fresh();
    store = await openStore(url, () => START);
  });
  afterEach(() => store.close());

  it('gives back a history as it was put, in any text', async () => {
    const odd = item('CHK-2', { title: 'Zürich 东京 \u0000 \uD800 "x"', description: "it's; drop table" });
    const whole = history('Checkout', [item('CHK-1', { changes: [move(START, 'done')] }), odd]);
    await store.replace(slot, whole, { page: 7 });
    expect(await store.load('checkout')).toEqual(whole);
    expect((await store.open(slot)).cursor).toEqual({ page: 7 });
  });

  it('knows nothing of a team nobody read', async () => {
    expect(await store.load('Nobody')).toBeNull();
    expect(await store.teams()).toEqual([]);
  });

  it('puts pages: newer items replace, removed ones go, header parts replace as a whole, the cursor follows', async () => {
    const { sink } = await store.open(slot);
    const { people, statuses } = history('Checkout', []);
    await sink.put({
      items: [item('A'), item('B'), item('B', { title: 'second wins' })],
      header: { people, statuses },
      cursor: 1,
    });
    await sink.put({
      items: [item('A', { title: 'new' })],
      removed: ['B'],
      header: { people: [] },
      cursor: 2,
    });
    const loaded = await store.load('Checkout');
    expect(loaded?.items.map((entry) => [entry.key, entry.title])).toEqual([['A', 'new']]);
    expect(loaded?.people).toEqual([]);
    expect(loaded?.statuses).toEqual(statuses);
    expect(loaded?.readAt).toBe(START);
    expect([...(await sink.keys())]).toEqual(['A']);
    expect((await sink.item('A'))?.title).toBe('new');
    expect(await sink.item('B')).toBeNull();
    expect((await store.open(slot)).cursor).toBe(2);
  });

  it('changes nothing when a page cannot be written', async () => {
    const { sink } = await store.open(slot);
    await sink.put({ items: [item('A')], header: { readAt: 5 }, cursor: 1 });
    const broken = { ...item('C'), key: null as unknown as string };
    await expect(sink.put({ items: [item('B'), broken], removed: ['A'], cursor: 2 })).rejects.toThrow();
    expect([...(await sink.keys())]).toEqual(['A']);
    expect((await store.open(slot)).cursor).toBe(1);
  });

  it('keeps teams apart and tells their names without regard to case', async () => {
    await store.replace(slot, history('Checkout', [item('A')]), null);
    await store.replace(
      { ...slot, name: 'Mobile', origin: 'import' },
      history('Mobile', [item('A', { title: 'other' })]),
      null,
    );
    expect((await store.load('CHECKOUT'))?.items[0]?.title).toBe('Item A');
    expect((await store.teams()).map((team) => [team.name, team.origin])).toEqual([
      ['Checkout', 'sync'],
      ['Mobile', 'import'],
    ]);
    await store.forget('checkout');
    expect(await store.load('Checkout')).toBeNull();
    expect((await store.load('Mobile'))?.items).toHaveLength(1);
  });

  it('gives a team another name with all that is kept of it, never the name of another team', async () => {
    await store.replace({ ...slot, name: 'CHK' }, history('CHK', [item('A')]), { page: 1 });
    await store.recordRun('CHK', run(START, { r: 'detected' }));
    await store.addSnapshot('CHK', snapshot(START));
    await store.putReadings('CHK', { a: { events: [1] } });
    await store.replace({ ...slot, name: 'Mobile' }, history('Mobile', [item('M')]), null);
    await store.rename('chk', 'Mobile');
    expect((await store.teams()).map(({ name }) => name)).toEqual(['CHK', 'Mobile']);
    await store.rename('chk', 'Checkout');
    expect((await store.teams()).map(({ name }) => name)).toEqual(['Checkout', 'Mobile']);
    expect(await store.about('Checkout')).toMatchObject({ name: 'Checkout' });
    expect(await store.load('CHK')).toBeNull();
    expect((await store.load('Checkout'))?.items.map(({ key }) => key)).toEqual(['A']);
    expect((await store.load('Checkout'))?.snapshots).toHaveLength(1);
    expect(await store.runs('Checkout')).toEqual([run(START, { r: 'detected' })]);
    expect(await store.readings('Checkout')).toEqual({ a: { events: [1] } });
    expect((await store.open({ ...slot, name: 'Checkout' })).cursor).toEqual({ page: 1 });
    expect((await store.load('Mobile'))?.items.map(({ key }) => key)).toEqual(['M']);
    expect(await store.about('CHK')).toBeNull();
  });

  it('drops the data of another source but not the snapshots and runs', async () => {
    await store.replace(slot, history('Checkout', [item('A')]), 'x');
    await store.addSnapshot('Checkout', snapshot(START));
    await store.recordRun('Checkout', run(START, { r: 'detected' }));
    const moved = await store.open({ ...slot, source: 'linear CHK' });
    expect(moved.cursor).toBeNull();
    expect(await moved.sink.keys()).toEqual(new Set());
    expect(await store.runs('Checkout')).toHaveLength(1);
    await moved.sink.put({ items: [], header: { readAt: START }, cursor: 1 });
    expect((await store.load('Checkout'))?.snapshots).toHaveLength(1);
  });

  it('adds its own snapshots to those of the history, once each, in order', async () => {
    const known = snapshot(START + DAY);
    await store.replace(slot, history('Checkout', [], { snapshots: [known] }), null);
    await store.addSnapshot('Checkout', snapshot(START + 2 * DAY));
    await store.addSnapshot('Checkout', snapshot(START));
    await store.addSnapshot('Checkout', { ...snapshot(START), order: ['A'] });
    const { snapshots } = (await store.load('Checkout')) ?? { snapshots: [] };
    expect(snapshots.map((entry) => entry.at)).toEqual([START, START + DAY, START + 2 * DAY]);
    expect(snapshots[0]?.order).toEqual(['A']);
  });

  it('keeps what calendars gave until the next sync says otherwise', async () => {
    await store.putReadings('Checkout', { a: { events: [1] }, b: { events: [] } });
    expect(await store.readings('checkout')).toEqual({ a: { events: [1] }, b: { events: [] } });
    await store.putReadings('Checkout', { b: { events: [2] } });
    expect(await store.readings('Checkout')).toEqual({ b: { events: [2] } });
  });

  it('replaces the run of the same time and keeps the others', async () => {
    await store.recordRun('Checkout', run(START, { a: 'detected', b: 'clear' }));
    await store.recordRun('Checkout', run(START + DAY, { a: 'detected' }));
    await store.recordRun('checkout', run(START, { a: 'clear' }));
    const runs = await store.runs('Checkout');
    expect(runs.map((entry) => [entry.asOf, entry.findings.map((finding) => finding.state)])).toEqual([
      [START, ['clear']],
      [START + DAY, ['detected']],
    ]);
    expect(runs[0]?.score).toBe(72);
  });

  it('purges closed items that settled before the cutoff, never open ones', async () => {
    const items = [
      item('old-done', { status: 'done', updated: START + 90 * DAY, changes: [move(START, 'done')] }),
      item('new-done', { status: 'done', changes: [move(START + 50 * DAY, 'done')] }),
      item('old-open', { status: 'open', changes: [move(START, 'open')] }),
      item('old-done-without-history', { status: 'done', updated: START }),
    ];
    await store.replace(slot, history('Checkout', items), null);
    expect(await store.purge('Checkout', START + 10 * DAY)).toBe(2);
    expect((await store.load('Checkout'))?.items.map((entry) => entry.key)).toEqual(['new-done', 'old-open']);
    expect(await store.purge('Checkout', START + 10 * DAY)).toBe(0);
  });

  it('opens again with everything in it', async () => {
    await store.replace(slot, history('Checkout', [item('A')]), null);
    await store.close();
    store = await openStore(url);
    expect((await store.load('Checkout'))?.items).toHaveLength(1);
  });

  it('is safe with two at once: both write, nothing is lost', async () => {
    const other = await openStore(url);
    const [a, b] = [await store.open(slot), await other.open({ ...slot, name: 'Mobile' })];
    const pages = Array.from({ length: 20 }, (_, page) =>
      Promise.all([
        a.sink.put({
          items: Array.from({ length: 40 }, (_, n) => item(`A-${page}-${n}`)),
          header: { readAt: 1 },
          cursor: page,
        }),
        b.sink.put({
          items: Array.from({ length: 40 }, (_, n) => item(`B-${page}-${n}`)),
          header: { readAt: 1 },
          cursor: page,
        }),
      ]),
    );
    await Promise.all(pages);
    expect((await store.load('Mobile'))?.items).toHaveLength(800);
    expect((await other.load('Checkout'))?.items).toHaveLength(800);
    await other.close();
  });

  it('migrates once when several start together', async () => {
    const fresh = await database.fresh();
    const stores = await Promise.all([openStore(fresh), openStore(fresh), openStore(fresh)]);
    await Promise.all(
      stores.map((each, index) => each.replace({ ...slot, name: `T${index}` }, history('T', []), null)),
    );
    expect(await stores[0]?.teams()).toHaveLength(3);
    await Promise.all(stores.map((each) => each.close()));
  });
});

function snapshot(at: number): Snapshot {
  return { at, order: null, scope: { s1: ['A'] }, goals: { s1: 'Ship it' }, estimates: { A: 3 } };
}
