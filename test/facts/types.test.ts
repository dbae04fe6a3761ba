import { describe, expect, it } from 'vitest';
import { team } from '../support/team-builder.ts';

describe('kinds of items', () => {
  it.each([
    ['Story', [], 'story'],
    ['Bug', [], 'bug'],
    ['Fehler', [], 'bug'],
    ['Tarea', [], 'task'],
    ['Historia de usuario', [], 'story'],
    ['Błąd', [], 'bug'],
    ['用户故事', [], 'story'],
    ['Spike', [], 'spike'],
    ['Technical Debt', [], 'debt'],
    ['Test Execution', [], 'test'],
    ['Task', ['bug'], 'bug'],
    ['Bug', ['refactoring'], 'bug'],
    ['Task', ['kind: chore'], 'debt'],
    ['Zettel', [], 'task'],
    [null, [], 'story'],
    [null, ['support'], 'support'],
    ['Issue', ['frontend'], 'story'],
    ['Issue', ['type/bug'], 'bug'],
  ] as const)('type %s with labels %j is a %s', (type, labels, kind) => {
    const build = team();
    const item = build.item({ type, labels: [...labels] });
    const facts = build.facts();
    expect(facts.types.kindOf(facts.items.get(item.key)!)).toBe(kind);
  });

  it('sees nothing when one type without labels is all there is', () => {
    const build = team();
    build.item();
    build.item();
    expect(build.facts().types.unseen).toEqual(['NO_TYPES']);
    build.item({ type: 'Bug' });
    expect(build.facts().types.unseen).toEqual([]);
  });

  it('takes configured expedite labels instead of the well-known ones', () => {
    const build = team();
    const [known, own] = [build.item({ labels: ['Expedite'] }), build.item({ labels: ['red-lane'] })];
    const expedite = (): boolean[] => {
      const { types, items } = build.facts();
      return [known, own].map((item) => types.isExpedite(items.get(item.key)!));
    };
    expect(expedite()).toEqual([true, false]);
    build.agree({ labels: { improvement: [], blocked: [], expedite: ['Red Lane'] } });
    expect(expedite()).toEqual([false, true]);
  });
});
