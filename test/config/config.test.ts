import fc from 'fast-check';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { CATALOGUE } from '../../src/analyzers/catalogue.ts';
import { peopleDirectory, resolveAgreements } from '../../src/config/agreements.ts';
import { loadConfig, parseConfig } from '../../src/config/config.ts';
import { expandVariables } from '../../src/config/expand.ts';
import { didYouMean, nearest, proposal } from '../../src/config/nearest.ts';
import { isOn, isSafeUrl } from '../../src/config/schema.ts';
import { ExpectedError } from '../../src/errors.ts';
import type { Person } from '../../src/history/team-history.ts';
import { ruleNames } from '../../src/commands/session.ts';
import { folder, put, smallSample } from '../commands/support.ts';

const rules = ruleNames();
const read = (text: string, env: Readonly<Record<string, string>> = {}) =>
  parseConfig(text, 'hatcheck.yaml', { env, rules });

function problem(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof ExpectedError) return `${error.message}\n${error.next}`;
    throw error;
  }
  throw new Error('nothing was refused');
}

const TEAM = 'teams:\n  - name: A\n    tracker: { kind: linear, team: MOB }\n';

describe('the configuration of the contract', () => {
  it('is valid as it stands there', () => {
    const text = `store: .hatcheck/hatcheck.db
timezone: Europe/Berlin
workingDays: [mon, tue, wed, thu, fri]
holidays: [2026-12-25]
privacy: aggregate
retention: 400
teams:
  - name: Checkout
    tracker: { kind: jira, site: https://acme.atlassian.net, project: CHK, board: 12 }
    roles: { product-owner: [ana@example.com], scrum-master: [ben@example.com] }
    delegates: { product-owner: [] }
    members: [ana@example.com, ben@example.com]
    events:
      - { calendar: ./team.ics, complete: true }
      - { confluence: https://acme.atlassian.net/wiki, space: CHK }
    states: { acceptance: [PO Review], waiting: [], testing: [], blocked: [], ready: [] }
    fields: { estimate: Story Points, acceptanceCriteria: Acceptance Criteria }
    labels: { improvement: [retro-action], blocked: [], expedite: [] }
    agreements: { orderingElsewhere: false, refinementDay: wed, dailyMode: sync, releaseIntervalDays: 14, wipLimit: 6, feedbackTool: "" }
    productGoal: https://example.com/goal
    experiments: [{ rule: sprint-scope-creep, text: "…", from: 2026-11-02, until: 2026-11-30 }]
  - name: Mobile
    tracker: { kind: linear, team: MOB, api: https://api.linear.app/graphql }
  - name: Platform
    tracker: { kind: github, repository: acme/platform, project: 7, sprintsFrom: iterations, api: https://api.github.com }
  - name: Client X
    tracker: { kind: file, path: ./exports/client-x.csv }
rules:
  missing-retrospective: { severity: high, threshold: 0.5 }
  single-item-parallelism: on
  review-bottleneck: off
suppress:
  - { team: Mobile, rule: combined-product-owner-scrum-master, until: 2027-03-31, because: "agreed until we hire" }
`;
    const config = read(text);
    expect(config.teams).toHaveLength(4);
    expect(config.teams?.[0]).toMatchObject({ tracker: { board: 12 } });
  });

  it.each(['on', 'off', 'true', 'false'])('takes %s as a switch everywhere', (word) => {
    const config = read(
      `${TEAM}    agreements: { orderingElsewhere: ${word} }\n    events: [{ calendar: a.ics, complete: ${word} }]\nrules: { review-bottleneck: ${word}, missing-retrospective: { enabled: ${word} } }\n`,
    );
    const expected = word === 'on' || word === 'true';
    expect(isOn(config.teams?.[0]?.agreements?.orderingElsewhere)).toBe(expected);
    expect(isOn(config.teams?.[0]?.events?.[0]?.complete)).toBe(expected);
    expect(isOn(config.rules?.['review-bottleneck'] as boolean)).toBe(expected);
  });

  it('knows every rule of the catalogue and every threshold of it', () => {
    for (const rule of CATALOGUE) {
      const thresholds = [rule.primary.name, ...Object.keys(rule.thresholds)].map((name) => `${name}: 1`);
      expect(() =>
        read(`rules: { ${rule.id}: { thresholds: { ${thresholds.join(', ')} } } }\n`),
      ).not.toThrow();
    }
  });
});

describe('problems', () => {
  it.each([
    ['teems: []', ['line 1: teems is not a known key', 'Did you mean "teams"?']],
    [`${TEAM}    member: [a]`, ['line 4: teams[0].member is not a known key', '"members"']],
    [
      'teams:\n  - name: A\n    tracker: { kind: lineer, team: MOB }\n',
      ['line 3', 'jira, linear, github or file'],
    ],
    ['teams:\n  - name: A\n    tracker: { kind: linear }\n', ['line 3: teams[0].tracker.team is missing']],
    [
      'teams:\n  - name: A\n    tracker: { kind: jira, team: MOB, project: A }\n',
      ['teams[0].tracker.site is missing'],
    ],
    ['retention: many', ['line 1: retention must be a number, but is a text']],
    ['retention: 0', ['must be greater than 0']],
    ['holidays: [2026-02-30]', ['line 1: holidays[0] must be a date']],
    ['timezone: Berlin', ['time zone like Europe/Berlin']],
    ['workingDays: [monday]', ['must be one of mon, tue']],
    ['workingDays: [zzzzz]', ['must be one of mon, tue, wed, thu, fri, sat, sun.']],
    [`${TEAM}rules:\n  nonsense: off\n`, ['"nonsense" is not a rule', '"hatcheck rules" lists all']],
    [`${TEAM}    events:\n      - { callendar: a.ics }\n`, ['line 5']],
    [
      `${TEAM}rules:\n  review-bottelneck: off\n`,
      ['line 5: "review-bottelneck" is not a rule', 'Did you mean "review-bottleneck"?'],
    ],
    [`${TEAM}suppress:\n  - { rule: sprint-scope-creep, because: x }\n`, ['suppress[0].until is missing']],
    [
      `${TEAM}suppress:\n  - { team: B, rule: sprint-scope-creep, until: 2027-01-01, because: x }\n`,
      ['"B" is not a team'],
    ],
    [
      `${TEAM}    experiments: [{ text: x, from: 2026-02-01, until: 2026-01-01 }]\n`,
      ['lies before its from'],
    ],
    [`a: 1\na: 2\n`, ['line 2']],
    ['- a\n- b\n', ['the file must be']],
  ])('%j', (text, says) => {
    const said = problem(text);
    for (const part of says) expect(said).toContain(part);
  });

  it('says the line of each, whatever stands before it (property)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 30 }),
        fc.constantFrom('# a comment', '', 'privacy: names'),
        (lines, filler) => {
          const before = filler === 'privacy: names' ? [filler] : Array.from({ length: lines }, () => filler);
          const said = problem([...before, 'retention: never', ''].join('\n'));
          expect(said).toContain(`line ${before.length + 1}: retention`);
        },
      ),
    );
  });

  it('never shows a secret that stands where a name belongs', () => {
    expect(problem(`${TEAM.replace('team: MOB', 'team: MOB, tokenEnv: "lin api 123"')}`)).not.toContain(
      'lin api 123',
    );
    expect(
      problem(TEAM.replace('team: MOB', 'team: MOB, api: "https://user:pass-word@x.example"')),
    ).not.toContain('pass-word');
  });
});

describe('variables', () => {
  it('are expanded in every text, not in names of keys; an unset one is named with its line', () => {
    const config = read(
      'store: "${PLACE}/x.db"\nteams:\n  - name: "${WHO}"\n    tracker: { kind: linear, team: "${KEY}" }\n',
      {
        PLACE: '/data',
        WHO: 'Blue',
        KEY: 'MOB',
      },
    );
    expect(config).toMatchObject({
      store: '/data/x.db',
      teams: [{ name: 'Blue', tracker: { team: 'MOB' } }],
    });
    expect(
      problem('store: a\nteams:\n  - name: "${WHO}"\n    tracker: { kind: linear, team: A }\n'),
    ).toContain('line 3: teams[0].name needs the environment variable WHO');
  });

  it('leaves values alone that come from the environment, and $${ as it is', () => {
    const env = { A: '${B}', B: 'never' };
    expect(expandVariables({ a: ['${A}', '$${A}', '$A'] }, env)).toEqual({
      value: { a: ['${B}', '${A}', '$A'] },
      unset: [],
    });
  });
});

describe('places', () => {
  it('are relative to the configuration, which is looked for upwards', async () => {
    const root = folder();
    put(
      root,
      'hatcheck.yaml',
      'store: data/a.db\nteams:\n  - { name: A, tracker: { kind: file, path: exports }, events: [{ calendar: team.ics }, { calendar: "https://x.example/y.ics" }] }\n',
    );
    put(root, 'deep/down/x.txt', '');
    const config = await loadConfig(undefined, { cwd: path.join(root, 'deep', 'down'), env: {}, rules });
    expect(config.file).toBe(path.join(root, 'hatcheck.yaml'));
    expect(config.store).toBe(path.join(root, 'data', 'a.db'));
    expect(config.teams[0]).toMatchObject({
      tracker: { path: path.join(root, 'exports') },
      events: [{ calendar: path.join(root, 'team.ics') }, { calendar: 'https://x.example/y.ics' }],
    });
  });

  it('has its defaults without a configuration', async () => {
    const root = folder();
    const config = await loadConfig(undefined, { cwd: root, env: {}, rules });
    expect(config).toMatchObject({
      file: null,
      timezone: 'UTC',
      privacy: 'aggregate',
      retention: 400,
      teams: [],
    });
    expect(config.store).toBe(path.join(root, '.hatcheck', 'hatcheck.db'));
  });

  it.each([
    ['https://acme.atlassian.net', true],
    ['http://localhost:3000', true],
    ['http://127.0.0.1/x', true],
    ['http://[::1]:80', true],
    ['http://jira.intern', false],
    ['http://127.0.0.1.evil.example', false],
    ['https://user:pw@jira.example', false],
    ['file:///etc/passwd', false],
    ['jira', false],
  ])('%s is a safe address: %s', (url, safe) => {
    expect(isSafeUrl(url)).toBe(safe);
  });
});

describe('the nearest name', () => {
  const ids = CATALOGUE.map((rule) => rule.id);
  it('finds a rule with one letter wrong, dropped or doubled (property)', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ids),
        fc.nat(),
        fc.constantFrom('drop', 'double', 'swap'),
        (id, at, how) => {
          const place = at % id.length;
          const letter = id[place] ?? '';
          const typed =
            how === 'drop'
              ? id.slice(0, place) + id.slice(place + 1)
              : how === 'double'
                ? id.slice(0, place) + letter + id.slice(place)
                : `${id.slice(0, place)}q${id.slice(place + 1)}`;
          expect(nearest(typed, ids)).toBe(id);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('prefers the name with least left to type', () => {
    expect(nearest('missing-sprint-pla', ['missing-sprint-planning', 'missing-sprint-plan'])).toBe(
      'missing-sprint-plan',
    );
  });

  it('proposes nothing for what is far from all', () => {
    expect(nearest('zebra-crossing-of-the-moon', ['report', 'check'])).toBeNull();
    expect(proposal('zzzz', ['report', 'check'])).toBe('There are: report, check.');
    expect(proposal('x', [])).toBe('There is none.');
    expect(proposal('zebra', ids)).toBe(
      `There are ${ids.length}, for example ${ids.slice(0, 3).join(', ')}.`,
    );
  });

  it('proposes up to three that hold a word', () => {
    expect(proposal('retrospective', ids)).toBe(
      'Did you mean "retrospective-without-actions", "missing-retrospective" or "recurring-retrospective-topic"?',
    );
    expect(didYouMean('missing', ids)?.match(/"/g)).toHaveLength(6);
    expect(didYouMean('missing-sprint-pla', ids)).toBe(
      'Did you mean "missing-sprint-plan" or "missing-sprint-planning"?',
    );
    expect(didYouMean('zzzz', ids)).toBeNull();
    expect(didYouMean('', ids)).toBeNull();
  });
});

describe('people of the configuration', () => {
  const person = (id: string, name: string, email: string | null, ...handles: string[]): Person => ({
    id,
    name,
    email,
    handles,
    bot: false,
    active: true,
  });
  const people = [
    person('u1', 'Ana Souza', 'Ana@Example.com', 'asouza'),
    person('u2', 'Ben Okafor', null, 'ben'),
    person('u3', 'Ben Okafor', null),
  ];

  it.each([
    ['ana@example.com', 'u1'],
    ['ASOUZA', 'u1'],
    ['@asouza', 'u1'],
    ['ana  souza', 'u1'],
    ['u2', 'u2'],
    ['ben', 'u2'],
    ['Ben Okafor', null],
    ['somebody', null],
  ])('%s is %s', (declared, id) => {
    expect(peopleDirectory(people)(declared)).toBe(id);
  });

  it('who matches nobody stays declared, with a warning that names nobody', async () => {
    const { history } = smallSample();
    const place = folder();
    put(
      place,
      'hatcheck.yaml',
      `teams:\n  - name: Checkout\n    tracker: { kind: file, path: x }\n    roles: { product-owner: [${stringify('Nobody Known').trim()}] }\n`,
    );
    const config = await loadConfig(undefined, { cwd: place, env: {}, rules });
    const { agreements, warnings } = resolveAgreements(config, config.teams[0] ?? null, history);
    expect(agreements.roles).toEqual({ 'product-owner': ['Nobody Known'] });
    expect(warnings).toEqual([
      'Checkout: no person of the tracker matches a declared Product Owner; it stays declared.',
    ]);
  });
});
