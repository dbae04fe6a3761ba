import path from 'node:path';
import { afterEach } from 'vitest';
import { renderJson } from '../../src/reports/json.ts';
import type { Report } from '../../src/reports/report.ts';
import { call, folder, put, type CallOptions, type Outcome } from '../commands/support.ts';
import { FakeGithub, type FakeGithubOptions } from '../fakes/github-rest.ts';
import { fixtureReport } from '../fixtures/reports/report.ts';

export const WEEK_47 = '2026-11-20T09:00:00Z';
export const WEEK_48 = '2026-11-23T09:00:00Z';

const running: FakeGithub[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((fake) => fake.stop()));
});

export async function fakeGithub(options: FakeGithubOptions = {}): Promise<FakeGithub> {
  const fake = new FakeGithub(options);
  await fake.start();
  running.push(fake);
  return fake;
}

export function reportAt(asOf: string, report: Report = fixtureReport()): Report {
  return { ...report, asOf };
}

/** A folder that holds the report as `hatcheck report` leaves it. */
export function written(report: Report): string {
  const place = folder();
  put(place, path.join('hatcheck-report', 'report.json'), renderJson(report));
  return place;
}

export function githubEnv(fake: FakeGithub): Record<string, string> {
  return {
    GITHUB_TOKEN: fake.token,
    GITHUB_REPOSITORY: fake.repository,
    GITHUB_API_URL: fake.api,
    HATCHECK_SECOND_MS: '10',
  };
}

/** `hatcheck post` of a report, in this process. */
export function post(
  report: Report,
  to: string,
  more: readonly string[] = [],
  options: Partial<CallOptions> = {},
): Promise<Outcome> {
  return call(['post', '--to', to, ...more], { cwd: written(report), ...options });
}
