/** A team of Linear with comments and full histories. Run by `npm run bench -- linear`. */
import { twoRuns, withTracker } from './connectors.mjs';

export const name = 'linear';
export const title = 'Reading a team of Linear';
export const about =
  'A local server that counts complexity as Linear does serves issues with comments and full histories: most with 5 to 23 changes, every twentieth with 45 to 84 and a long conversation. An API key may spend 2,500 requests and 3,000,000 points an hour.';

export async function run({ quick, say }) {
  const issues = quick ? 500 : 5000;
  return withTracker('linear', async (modules) => {
    say(`${issues} issues`);
    const team = modules.largeTeam(issues);
    const fake = await modules.linearFake(team, 'MOB');
    try {
      const connector = modules.linearConnector({ team: 'MOB', token: 'lin_api_bench', api: fake.url });
      const { first, again } = await twoRuns(fake, connector, team, modules);
      const points = fake.seen.slice(0, first.requests).reduce((sum, { cost }) => sum + cost, 0);
      const later = fake.seen.slice(first.requests).reduce((sum, { cost }) => sum + cost, 0);
      const all = `${issues.toLocaleString('en')} issues`;
      const unchanged = `${all}, a week later, unchanged`;
      return [
        { case: all, measure: 'requests', value: first.requests, limit: 300 },
        { case: all, measure: 'complexity', value: points, unit: 'points', limit: 2_000_000 },
        { case: all, measure: 'time, server included', value: first.seconds, unit: 's' },
        { case: unchanged, measure: 'requests', value: again.requests, limit: 8 },
        { case: unchanged, measure: 'complexity', value: later, unit: 'points' },
      ];
    } finally {
      await fake.close();
    }
  });
}
