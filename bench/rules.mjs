/**
 * All rules over a large project: time against reading it from the store, by rule, and its growth with the number of items.
 * Run by `npm run bench -- rules`.
 */
import { join } from 'node:path';
import { best, bundle, measured, withFolder } from './shared.mjs';

export const name = 'rules';
export const title = 'All rules over a large project';
export const about =
  'A generated project of many squads and up to ten years (`src/sample/large-team.ts`), 15 changes an item, in a SQLite store. Measured are reading it from the store, and all 88 rules with the facts they ask for, in one process, the best of three runs (at the largest size one). The first rule that asks for a fact pays for it. Growth compares the time per item: 1 is linear.';

const MODULES = [
  'src/sample/large-team.ts',
  'src/store/store.ts',
  'src/facts/build.ts',
  'src/facts/agreements.ts',
  'src/analyzers/examine.ts',
  'src/analyzers/catalogue.ts',
];
/** Enough for a hundred thousand items in memory. */
const NODE_OPTIONS = ['--max-old-space-size=6144'];
const SLOWEST = 8;

export async function run({ quick, say }) {
  return withFolder((folder) => measure(folder, quick ? [1000, 5000] : [1000, 10_000, 50_000, 100_000], say));
}

async function measure(folder, sizes, say) {
  const module = await bundle(folder, 'rules', MODULES);
  const rows = [];
  const perItem = [];
  for (const size of sizes) {
    say(`${size} items: writing the store`);
    const store = join(folder, `store-${size}.db`);
    measured(written(module, store, size), NODE_OPTIONS);
    say(`${size} items: loading and judging`);
    const { result, memory } = best(
      size > 50_000 ? 1 : 3,
      () => measured(judged(module, store), NODE_OPTIONS),
      (one) => one.result.rules,
    );
    const name = `${result.items.toLocaleString('en')} items, ${result.changes.toLocaleString('en')} changes`;
    perItem.push({ size: result.items, time: result.rules / result.items });
    rows.push(
      { case: name, measure: 'reading from the store', value: result.load, unit: 's' },
      { case: name, measure: 'all rules with their facts', value: result.rules, unit: 's' },
      {
        case: name,
        measure: 'rules as a multiple of reading',
        value: result.rules / result.load,
        ...(size === 50_000 ? { limit: 2 } : {}),
      },
      { case: name, measure: 'peak memory', value: memory, unit: 'MB' },
    );
    if (size === 50_000 || sizes.length === 2) rows.push(...slowest(result, name));
    for (const one of result.byRule) say(`${(one.seconds * 1000).toFixed(1).padStart(9)} ms  ${one.id}`);
  }
  const [small, large] = [perItem.at(sizes.length > 2 ? 1 : 0), perItem.at(-1)];
  rows.push({
    case: `${small.size.toLocaleString('en')} to ${large.size.toLocaleString('en')} items`,
    measure: 'growth of the time per item',
    value: large.time / small.time,
    limit: 1.5,
  });
  return rows;
}

function slowest({ byRule }, name) {
  return [...byRule]
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, SLOWEST)
    .map(({ id, seconds }) => ({ case: name, measure: `\`${id}\``, value: seconds * 1000, unit: 'ms' }));
}

function written(module, store, size) {
  return `import { largeTeam, openStore } from ${JSON.stringify(module)};
    const store = await openStore(${JSON.stringify(store)});
    const history = largeTeam(${size});
    await store.replace({ name: 'Large', origin: 'import', source: 'bench' }, history, null);
    await store.close();`;
}

function judged(module, store) {
  return `import { openStore, buildFacts, NO_AGREEMENTS, examiner, CATALOGUE } from ${JSON.stringify(module)};
    const store = await openStore(${JSON.stringify(store)});
    const before = performance.now();
    const history = await store.load('Large');
    const loaded = performance.now();
    const { facts } = buildFacts({ history, agreements: NO_AGREEMENTS, asOf: history.readAt, neighbours: [] });
    const rules = examiner(facts);
    const byRule = CATALOGUE.map(({ id }) => {
      const began = performance.now();
      rules.examine(id);
      return { id, seconds: (performance.now() - began) / 1000 };
    });
    const done = performance.now();
    await store.close();
    result = {
      items: history.items.length,
      changes: history.items.reduce((sum, item) => sum + item.changes.length, 0),
      load: (loaded - before) / 1000,
      rules: (done - loaded) / 1000,
      byRule,
    };`;
}
