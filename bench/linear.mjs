/**
 * A Linear team of 5,000 issues with comments and full histories, read from a local server that counts complexity as Linear
 * does; then the same again a week later with nothing changed. Run by `npm run bench`, or alone: `node bench/linear.mjs [issues]`.
 */
import { measuredRun, report, withModules } from './connectors.mjs';

const MODULES = [
  'src/connectors/linear/index.ts',
  'test/fakes/linear.ts',
  'test/fakes/large-team.ts',
  'test/fakes/memory-sink.ts',
  'test/fakes/small-team.ts',
];
const WEEK = 7;

const count = Number(process.argv[2] ?? 5000);
await withModules(
  MODULES,
  async ({ linearConnector, linearFake, largeTeam, MemorySink, collectContext, at }) => {
    const team = largeTeam(count);
    const fake = await linearFake(team, 'MOB');
    try {
      const connector = linearConnector({ team: 'MOB', token: 'lin_api_bench', api: fake.url });
      const sink = new MemorySink();
      const now = Math.max(at(30), ...team.items.map((item) => item.updated + 1));
      const first = await measuredRun(fake, () => connector.collect(collectContext(sink, now)));
      const read = sink.history();
      const lost = team.items.filter(({ key, changes, comments }) => {
        const item = read.items.find((found) => found.key === key);
        return item?.comments.length !== comments.length || item.changes.length !== changes.length;
      });
      if (lost.length > 0) throw new Error(`${lost.length} issues are not whole, like ${lost[0].key}`);
      const points = fake.points();
      report(`Linear, ${count} issues`, { ...first, points }, { requests: 300, points: 2_000_000 });
      const later = now + WEEK * 86_400_000;
      const again = await measuredRun(fake, () => connector.collect(collectContext(sink, later)));
      report(
        'Linear, a week later, unchanged',
        { ...again, points: fake.points() - points },
        { requests: 8 },
      );
    } finally {
      await fake.close();
    }
  },
);
