import { describe, expect, it } from 'vitest';
import type { StatusCategory } from '../../src/history/team-history.ts';
import { team } from '../support/team-builder.ts';

function meanings(name: string, category: StatusCategory = 'doing', configured = {}): string[] {
  const build = team();
  const status = { id: 'x', name, category, position: 3, idea: false, dropped: false };
  build
    .status(status)
    .agree({ states: { acceptance: [], waiting: [], testing: [], blocked: [], ready: [], ...configured } });
  const { boardStates } = build.facts();
  const seen = boardStates.get('x')!;
  const tests = ['isAcceptance', 'isWaiting', 'isTesting', 'isBlocked', 'isReady', 'isApproval'] as const;
  return tests.filter((test) => boardStates[test](seen));
}

describe('well-known names of states', () => {
  it.each([
    ['PO Review', ['isAcceptance']],
    ['po_review', ['isAcceptance']],
    ['UAT', ['isAcceptance']],
    ['In Abnahme', ['isAcceptance']],
    ['Acceptance testing', ['isAcceptance']],
    ['QA', ['isTesting']],
    ['In Test', ['isTesting']],
    ['Ready for QA', ['isWaiting', 'isTesting']],
    ['On Hold', ['isWaiting']],
    ['Wartet auf Zulieferung', ['isWaiting']],
    ['Blockiert', ['isBlocked']],
    ['Impediment', ['isBlocked']],
    ['Waiting for approval', ['isWaiting', 'isApproval']],
    ['Freigabe', ['isApproval']],
    ['Ready to release', ['isWaiting']],
    ['Code Review', []],
    ['In Progress', []],
    ['Tested', []],
  ])('%s', (name, expected) => {
    expect(meanings(name)).toEqual(expected);
  });

  it('knows ready states only before work begins, and none after Done', () => {
    expect(meanings('Ready for development', 'todo')).toEqual(['isReady']);
    expect(meanings('Refined', 'todo')).toEqual(['isReady']);
    expect(meanings('Accepted by PO', 'done')).toEqual([]);
  });

  it('gives way to configured names, whatever their case', () => {
    expect(meanings('PO Review', 'doing', { acceptance: ['Showroom'] })).toEqual([]);
    expect(meanings('showroom', 'doing', { acceptance: ['Showroom'] })).toEqual(['isAcceptance']);
  });

  it('says which meanings no state has', () => {
    const { boardStates } = team().facts();
    expect([boardStates.unseenAcceptance, boardStates.unseenTesting, boardStates.unseenWaiting]).toEqual([
      ['NO_ACCEPT_STATE'],
      ['NO_TEST_STATE'],
      ['NO_WAIT_STATES'],
    ]);
    const withTest = team().status({
      id: 'qa',
      name: 'QA',
      category: 'doing',
      position: 3,
      idea: false,
      dropped: false,
    });
    expect(withTest.facts().boardStates.unseenTesting).toEqual([]);
  });
});
