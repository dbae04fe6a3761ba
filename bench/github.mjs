/**
 * A GitHub repository of 5,000 issues with comments and full timelines and a Projects board, read from a local server; then the
 * same again a week later with nothing changed. Run by `npm run bench`, or alone: `node bench/github.mjs [issues]`.
 */
import { measuredRun, report, withModules } from './connectors.mjs';

const MODULES = [
  'src/connectors/github/index.ts',
  'test/fakes/github.ts',
  'test/fakes/large-team.ts',
  'test/fakes/memory-sink.ts',
  'test/fakes/small-team.ts',
];
const WEEK = 7;

const count = Number(process.argv[2] ?? 5000);
await withModules(
  MODULES,
  async ({ githubConnector, githubFake, largeTeam, MemorySink, collectContext, at }) => {
    const team = largeTeam(count);
    const fake = await githubFake(team);
    try {
      const connector = githubConnector({
        repository: 'acme/app',
        project: 7,
        sprintsFrom: 'milestones',
        token: 'ghp_bench',
        api: fake.api,
      });
      const sink = new MemorySink();
      const now = Math.max(at(30), ...team.items.map((item) => item.updated + 1));
      const first = await measuredRun(fake, () => connector.collect(collectContext(sink, now)));
      const read = new Map(sink.history().items.map((item) => [item.key, item]));
      const lost = team.items.filter(({ key, changes, comments }) => {
        const item = read.get(`#${key.replace('MOB-', '')}`);
        return item?.comments.length !== comments.length || item.changes.length < changes.length;
      });
      if (lost.length > 0) throw new Error(`${lost.length} issues are not whole, like ${lost[0].key}`);
      report(`GitHub, ${count} issues`, first, { requests: 300 });
      const later = now + WEEK * 86_400_000;
      const again = await measuredRun(fake, () => connector.collect(collectContext(sink, later)));
      report('GitHub, a week later, unchanged', again, { requests: 8 });
    } finally {
      await fake.close();
    }
  },
);
