import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../src/history/working-time.ts';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'combined-product-owner-scrum-master';

/** Six sprints in which `owner` orders and writes, and `master` organises events, marks impediments and closes sprints. */
function acting(owner: string, master: string): TeamBuilder {
  const built = team(day(84)).agree({ roles: {} });
  const backlog = Array.from({ length: 12 }, () => built.item({ creator: null }));
  for (const sprint of built.closedSprints(6)) {
    const start = sprint.start!;
    const items = Array.from({ length: 4 }, (_, index) =>
      built
        .item({ creator: null })
        .addTo(sprint.id, start - HOUR, null)
        .assign(`dev${index + 1}`, start + HOUR)
        .move('doing', start + 2 * HOUR, `dev${index + 1}`),
    );
    for (let index = 0; index < 6; index++) {
      const at = start + (24 + index * 24) * HOUR;
      backlog[index]!.rank(at, owner).change(
        'priority',
        index % 2 === 0 ? 'High' : 'Low',
        at + 2 * HOUR,
        owner,
      );
      backlog[index + 6]!.change('description', `text ${sprint.id}.${index}`, at + HOUR, owner);
      built.item({ creator: owner, created: at + 3 * HOUR });
    }
    for (const [index, item] of items.entries()) {
      item.change('flagged', 'true', start + (30 + index * 24) * HOUR, master);
      item.change('flagged', null, start + (40 + index * 24) * HOUR, master);
      if (index > 0) item.removeFrom(sprint.id, sprint.completed! + 60_000 - index * 1000, master);
    }
    built.event('planning', start, { organiser: master });
    built.event('review', sprint.end! - 3 * HOUR, { organiser: master });
    built.event('retrospective', sprint.end! - HOUR, { organiser: master });
    built.item({ creator: master, created: sprint.end!, labels: ['retro-action'] });
  }
  return built;
}

describe(RULE, () => {
  describe('from what is declared', () => {
    it('detects one person in both roles, with certainty', () => {
      const built = team(day(60)).agree({ roles: { 'product-owner': ['po'], 'scrum-master': ['po'] } });
      for (const sprint of built.closedSprints(4)) built.item().addTo(sprint.id, sprint.start! - HOUR);
      const { outcome } = built.examine(RULE);
      expect(outcome).toMatchObject({ state: 'detected', value: 1, roleConfidence: 1 });
      expect(JSON.stringify(outcome)).not.toContain('Name ');
    });

    it('needs no sample, and is clear with two people', () => {
      const both = team(day(60)).agree({
        roles: { 'product-owner': ['po', 'dev1'], 'scrum-master': ['dev1'] },
      });
      expect(both.examine(RULE).outcome.state).toBe('detected');
      expect(team(day(60)).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
    });

    it('believes the tracker’s own roles', () => {
      const built = team(day(60)).agree({ roles: {} });
      built.header = {
        declaredRoles: [
          { role: 'product-owner', person: 'po' },
          { role: 'scrum-master', person: 'po' },
        ],
      };
      expect(built.examine(RULE).outcome.state).toBe('detected');
    });

    it('guard: in a very small team it is milder', () => {
      const built = team(day(60)).agree({
        roles: { 'product-owner': ['po'], 'scrum-master': ['po'] },
        members: ['po', 'dev1', 'dev2'],
      });
      expect(built.examine(RULE).outcome).toMatchObject({ state: 'detected', atMost: 'medium' });
    });
  });

  describe('from behaviour', () => {
    it('detects one person who acts in both roles, and asks', () => {
      const { outcome } = acting('dev1', 'dev1').examine(RULE);
      expect(outcome).toMatchObject({ state: 'detected', value: 1, strength: 0.7 });
      expect(outcome.summary).toContain('It looks as if 1 person acted in both roles');
      expect(outcome.state === 'detected' && outcome.roleConfidence).toBeLessThanOrEqual(0.9);
    });

    it('is clear when two people act', () => {
      expect(acting('dev1', 'dev2').examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
    });

    it('needs 30 sessions', () => {
      const built = team(day(84)).agree({ roles: {} });
      for (const sprint of built.closedSprints(6)) built.item().addTo(sprint.id, sprint.start! - HOUR);
      expect(built.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample' });
    });

    it('is not observable without a history of changes', () => {
      const built = acting('dev1', 'dev1');
      built.header = { unrecorded: { changes: ['NO_CHANGELOG'] } };
      expect(built.examine(RULE).outcome).toHaveProperty('reasons', expect.arrayContaining(['NO_CHANGELOG']));
    });
  });
});
