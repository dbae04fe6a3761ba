/** What the benches of live trackers share: a connector with its fake server in one bundle, and measured runs. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle, root, withFolder } from './shared.mjs';

const WEEK_MS = 7 * 86_400_000;

/** Gives `use` what the connector, its fake and the large team export. */
export function withTracker(name, use) {
  return withFolder(async (folder) => {
    copyFileSync(join(root, `test/fakes/${name}.schema.graphql`), join(folder, `${name}.schema.graphql`));
    const module = await bundle(folder, name, [
      `src/connectors/${name}/index.ts`,
      `test/fakes/${name}.ts`,
      'test/fakes/large-team.ts',
      'test/fakes/memory-sink.ts',
      'test/fakes/small-team.ts',
    ]);
    return use(await import(pathToFileURL(module).href));
  });
}

/** A first run and one a week later in which nothing had changed; throws when an issue did not arrive whole. */
export async function twoRuns(fake, connector, team, modules) {
  const sink = new modules.MemorySink();
  const now = Math.max(modules.at(30), ...team.items.map((item) => item.updated + 3_600_000));
  const run = async (at) => {
    const before = fake.seen.length;
    const started = performance.now();
    await connector.collect(modules.collectContext(sink, at));
    return { requests: fake.seen.length - before, seconds: (performance.now() - started) / 1000 };
  };
  const first = await run(now);
  mustBeWhole(team, sink.history());
  return { first, again: await run(now + WEEK_MS) };
}

function mustBeWhole(team, read) {
  const numberOf = (key) => key.replace(/^\D+/, '');
  const items = new Map(read.items.map((item) => [numberOf(item.key), item]));
  const torn = team.items.filter(({ key, changes, comments }) => {
    const item = items.get(numberOf(key));
    return item?.comments.length !== comments.length || item.changes.length < changes.length;
  });
  if (torn.length > 0) throw new Error(`${torn.length} issues did not arrive whole, like ${torn[0].key}`);
}
