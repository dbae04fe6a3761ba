import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Person, TeamHistory } from '../../src/history/team-history.ts';
import { calendarText } from '../../src/sample/calendar.ts';
import { call, filesBelow, folder, put, savedText, smallSample, type Outcome } from './support.ts';

/** Everything is run over a history in whose every text people are named in every way; then every byte written is searched. */
const place = folder();
const team = smallSample({ rolesDeclared: false });
const people = team.history.people.filter((person) => !person.bot);
const outcomes: { argv: string; outcome: Outcome }[] = [];

/** All that may stand for a person. */
function tracesOf(person: Person): string[] {
  return [person.name, person.email, person.id, ...person.handles, `@${person.handles[0] ?? person.id}`]
    .filter((trace) => trace !== null)
    .map((trace) => trace.toLowerCase());
}

/** The same history with somebody named in each text of it. */
function nameEverywhere(history: TeamHistory): TeamHistory {
  let turn = 0;
  const somebody = (): string => {
    const person = people[turn++ % people.length] as Person;
    const handle = person.handles[0] ?? person.id;
    return [person.name, person.email ?? person.name, `@${handle}`, person.id, person.name.toUpperCase()][
      turn % 5
    ] as string;
  };
  const marked = (text: string): string => `${text} (ask ${somebody()})`;
  return {
    ...history,
    items: history.items.map((item) => ({
      ...item,
      title: marked(item.title),
      description:
        item.description === null ? null : `${marked(item.description)}\n- [ ] ${somebody()} checks it`,
      labels: item.labels.length === 0 ? item.labels : [...item.labels, somebody().replace(/[@\s]/g, '-')],
      areas: item.areas.map(marked),
      comments: item.comments.map((comment) => ({
        ...comment,
        text: comment.text === null ? null : marked(comment.text),
      })),
      changes: item.changes.map((change) =>
        change.field === 'title' && change.to !== null ? { ...change, to: marked(change.to) } : change,
      ),
    })),
    sprints: history.sprints.map((sprint) => ({
      ...sprint,
      name: marked(sprint.name),
      goal: sprint.goal === null ? null : marked(sprint.goal),
    })),
    events: history.events.map((event) => ({ ...event, title: marked(event.title) })),
    releases: history.releases.map((release) => ({ ...release, name: marked(release.name) })),
    roadmap: history.roadmap.map((entry) => ({ ...entry, title: marked(entry.title) })),
    goals: history.goals.map((goal) => ({ ...goal, text: marked(goal.text) })),
    updates: history.updates.map((update) => ({
      ...update,
      text: update.text === null ? null : marked(update.text),
    })),
    pullRequests: history.pullRequests.map((request) => ({ ...request, title: marked(request.title) })),
    gaps: [{ what: `comments of ${somebody()}`, why: `${somebody()} may not be read` }],
  };
}

async function run(...argv: string[]): Promise<Outcome> {
  const outcome = await call(argv, { cwd: place, env: { HATCHECK_KEY: 'a long key of the test, 32 bytes' } });
  outcomes.push({ argv: argv.join(' '), outcome });
  return outcome;
}

beforeAll(async () => {
  const named = nameEverywhere(team.history);
  const roles = [0, 1].map((index) => people[index]?.name ?? '');
  put(place, 'chk.history.json', savedText(named));
  put(
    place,
    'chk.ics',
    calendarText(team.history).replace(/^SUMMARY:(.*)$/gm, `SUMMARY:$1 with ${roles[0]}`),
  );
  put(
    place,
    'hatcheck.yaml',
    `teams:
  - name: Checkout
    tracker: { kind: file, path: chk.history.json }
    roles: { product-owner: ["${roles[0]}"], scrum-master: ["Nobody Known"] }
    events: [{ calendar: ./chk.ics, complete: true }]
    experiments: [{ rule: missing-retrospective, text: "${roles[1]} moderates", from: 2026-06-01 }]
suppress:
  - { rule: sprint-scope-creep, until: 2027-01-01, because: "agreed with ${roles[1]} <${people[1]?.email ?? ''}>" }
`,
  );
  await run('sync');
  await run('check', '--verbose');
  await run('check', '--json');
  await run('report', '--format', 'html,md,json,csv', '--out', 'weekly');
  for (const kind of ['audit', 'backlog'])
    await run('report', '--no-sync', '--kind', kind, '--format', 'html,md,json,csv', '--out', kind);
  await run('backlog');
  await run('backlog', '--format', 'json');
  await run('backlog', '--format', 'csv');
  const open = named.items.find((item) => item.status === named.statuses[0]?.id && item.level === 'base');
  await run('backlog', 'lint', open?.key ?? '');
  await run('backlog', 'lint', `${people[2]?.name ?? ''}`);
  await run('roles');
  await run('roles', '--json');
  await run('trend');
  await run('trend', '--json');
  await run('snapshot');
  await run('privacy');
  await run('privacy', '--json');
  await run('doctor');
  await run('doctor', '--json');
  for (const rule of ['missing-retrospective', 'sprint-scope-creep', 'combined-product-owner-scrum-master'])
    await run('explain', rule);
  await run('explain', 'ageing-work-in-progress', '--json');
  await run('rules', '--json');
  await run('anonymize', '--history', 'shared/anonymous.history.json');
  await run('check', '--team', people[0]?.email ?? '');
  await run('import', `${people[0]?.email ?? ''}.csv`);
}, 120_000);

describe('privacy: aggregate', () => {
  it('runs everything', () => {
    const failed = outcomes.filter(({ outcome }) => outcome.code !== 0);
    expect(failed.map(({ argv, outcome }) => `${argv}: ${outcome.code} ${outcome.stderr}`)).toHaveLength(3);
    expect(failed.map(({ outcome }) => outcome.code)).toEqual([2, 2, 2]);
    const report = JSON.parse(outcomes[2]?.outcome.stdout ?? '') as {
      teams: { findings: { state: string }[] }[];
    };
    expect(
      report.teams[0]?.findings.filter((finding) => finding.state === 'detected').length,
    ).toBeGreaterThan(3);
  });

  it('writes nobody’s name, address, login or id to stdout or stderr', () => {
    const found = outcomes.flatMap(({ argv, outcome }) =>
      tracesIn(`${outcome.stdout}\n${outcome.stderr}`).map((trace) => `${argv}: ${trace}`),
    );
    expect(found).toEqual([]);
  });

  it.each(['weekly', 'audit', 'backlog', 'shared'])('writes nobody into the files of %s', (out) => {
    const files = filesBelow(path.join(place, out));
    expect(files.size).toBeGreaterThan(0);
    const found = [...files].flatMap(([name, bytes]) =>
      tracesIn(`${name}\n${Buffer.from(bytes, 'latin1').toString('utf8')}`).map(
        (trace) => `${name}: ${trace}`,
      ),
    );
    expect(found).toEqual([]);
  });

  it('would find them: the store and the export hold them', async () => {
    await call(['export', '--history', 'raw.json'], { cwd: place });
    const raw = filesBelow(place).get('raw.json') ?? '';
    expect(tracesIn(Buffer.from(raw, 'latin1').toString('utf8')).length).toBeGreaterThan(people.length);
  });
});

/** People's traces in a text, also where it writes letters as entities or escapes. */
function tracesIn(text: string): string[] {
  const plain = text
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .toLowerCase();
  return [...new Set(people.flatMap(tracesOf))].filter((trace) => appears(trace, plain));
}

/** Not inside a longer word: an id like "d1" is no trace in "2d1f". */
function appears(trace: string, text: string): boolean {
  for (let at = text.indexOf(trace); at !== -1; at = text.indexOf(trace, at + 1)) {
    const around = `${text[at - 1] ?? ' '}${text[at + trace.length] ?? ' '}`;
    if (!/[\p{L}\p{N}]/u.test(around)) return true;
  }
  return false;
}
