/** A repository of GitHub with a Projects board, comments and full timelines. Run by `npm run bench -- github`. */
import { twoRuns, withTracker } from './connectors.mjs';

export const name = 'github';
export const title = 'Reading a repository of GitHub';
export const about =
  'A local server with GitHub’s own page sizes serves issues with comments and full timelines, all on a Projects board: most with 5 to 23 changes, every twentieth with 45 to 84 and a long conversation.';

export async function run({ quick, say }) {
  const issues = quick ? 500 : 5000;
  return withTracker('github', async (modules) => {
    say(`${issues} issues`);
    const team = modules.largeTeam(issues);
    const fake = await modules.githubFake(team);
    try {
      const connector = modules.githubConnector({
        repository: 'acme/app',
        project: 7,
        sprintsFrom: 'milestones',
        token: 'ghp_bench',
        api: fake.api,
      });
      const { first, again } = await twoRuns(fake, connector, team, modules);
      const all = `${issues.toLocaleString('en')} issues`;
      return [
        { case: all, measure: 'GraphQL requests', value: first.requests, limit: 300 },
        { case: all, measure: 'time, server included', value: first.seconds, unit: 's' },
        {
          case: `${all}, a week later, unchanged`,
          measure: 'GraphQL requests',
          value: again.requests,
          limit: 8,
        },
      ];
    } finally {
      await fake.close();
    }
  });
}
