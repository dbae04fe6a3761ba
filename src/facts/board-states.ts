import { inCatalogueOrder, type ReasonCode } from '../history/reasons.ts';
import type { Status } from '../history/team-history.ts';
import type { Agreements } from './agreements.ts';
import type { Context } from './context.ts';
import type { BoardStateFacts } from './facts.ts';
import { lazy, memo } from './lazy.ts';
import { plainName, plainNames, wholeWords } from './names.ts';

/** Well-known names of states, English and German (contract §2). */
const ACCEPTANCE = wholeWords(
  'acceptance|acceptance tests?|acceptance testing|accept|to accept|po|po review|po check|po approval|product owner|product owner review|product review|business review|stakeholder review|uat|user acceptance|sign ?off|abnahme|in abnahme|fachliche abnahme|kundenabnahme|recette|aceptación|aceitação|acceptatie|accettazione|odbiór',
);
const NOT_ACCEPTANCE = wholeWords(
  'criteria|kriterien|akzeptanzkriterien|abnahmekriterien|accepted|abgenommen|release|ready to release',
);
const WAITING = wholeWords(
  'wait|waits|waiting|awaiting|pending|on hold|hold|parked|paused|queue|queued|postponed|stalled|wartet|warten|wartend|warteschlange|pausiert|zurückgestellt|geparkt|en attente|en espera|em espera|in attesa|in de wacht|oczekuje',
);
/** Handed over and not taken up: a queue, once work on the item has begun. */
const HANDED_OVER = /^(?:ready (?:for|to)|to be|bereit (?:für|zur|zum)) /u;
const TESTING = wholeWords(
  'tests?|testing|in test|to test|qa|qa review|quality assurance|quality check|verification|verify|verifying|verifizierung|validation|validating|validierung|prüfung|in prüfung|qs|system test|integration test|systemtest|integrationstest|tester',
);
const NOT_TESTING = wholeWords('tested|getestet|passed|test cases?|testfälle');
const BLOCKED = wholeWords(
  'blocked|blockiert|impeded|impediment|impediments|hindernis|bloqué|bloqueado|geblokkeerd|bloccato|zablokowane|zablokowany',
);
const READY = wholeWords(
  'ready|ready for (?:dev|development|work|sprint|planning)|ready to start|refined|groomed|sprint ready|selected for development|bereit|verfeinert|startklar|definition of ready',
);
const APPROVAL = wholeWords(
  'approval|for approval|approve|to approve|to be approved|waiting for approval|awaiting approval|pending approval|needs approval|freigabe|wartet auf freigabe|in freigabe|genehmigung|zur genehmigung|approbation|aprobación|aprovação|goedkeuring|approvazione|akceptacja',
);
const DECIDED = wholeWords('approved|freigegeben|genehmigt|not approved|rejected');

/** Whether a state's name stands for acceptance: as configured, else by well-known names. */
export function isAcceptanceName(name: string, agreements: Pick<Agreements, 'states'>): boolean {
  const configured = plainNames(agreements.states.acceptance);
  const plain = plainName(name);
  return configured.size > 0 ? configured.has(plain) : ACCEPTANCE.test(plain) && !NOT_ACCEPTANCE.test(plain);
}

/** Whether a state's name stands for testing: as configured, else by well-known names. */
export function isTestingName(name: string, agreements: Pick<Agreements, 'states'>): boolean {
  const configured = plainNames(agreements.states.testing);
  const plain = plainName(name);
  return configured.size > 0 ? configured.has(plain) : TESTING.test(plain) && !NOT_TESTING.test(plain);
}

/** What states mean beyond their category: as configured, else by well-known names. */
export function boardStateFacts(context: Context): BoardStateFacts {
  const { states } = context.agreements;
  const meaning = (
    configured: readonly string[],
    wellKnown: (name: string, status: Status) => boolean,
  ): ((status: Status) => boolean) => {
    const names = plainNames(configured);
    return memo((status: Status) => {
      const name = plainName(status.name);
      return names.size > 0 ? names.has(name) : status.category !== 'done' && wellKnown(name, status);
    });
  };
  const isApproval = meaning([], (name) => APPROVAL.test(name) && !DECIDED.test(name) && !/^po /u.test(name));
  const isAcceptance = meaning(
    states.acceptance,
    (name) => ACCEPTANCE.test(name) && !NOT_ACCEPTANCE.test(name),
  );
  const isBlocked = meaning(states.blocked, (name) => BLOCKED.test(name));
  const isTesting = meaning(
    states.testing,
    (name, status) => TESTING.test(name) && !NOT_TESTING.test(name) && !isAcceptance(status),
  );
  const isWaiting = meaning(
    states.waiting,
    (name, status) => WAITING.test(name) || (status.category === 'doing' && HANDED_OVER.test(name)),
  );
  const isReady = meaning(states.ready, (name, status) => status.category === 'todo' && READY.test(name));
  const has = (test: (status: Status) => boolean): boolean => context.history.statuses.some(test);
  const unrecorded = context.unrecorded('boardStates');
  const unseen = (test: (status: Status) => boolean, code: ReasonCode): (() => readonly ReasonCode[]) =>
    lazy(() => {
      const denied = unrecorded.filter((reason) => reason === 'PERMISSION_DENIED');
      return has(test) ? denied : inCatalogueOrder([...denied, code]);
    });
  const acceptance = unseen(isAcceptance, 'NO_ACCEPT_STATE');
  const testing = unseen(isTesting, 'NO_TEST_STATE');
  const waiting = unseen(isWaiting, 'NO_WAIT_STATES');
  const byId = lazy(() => new Map(context.history.statuses.map((status) => [status.id, status])));
  return {
    unseen: unrecorded,
    isAcceptance,
    isWaiting,
    isTesting,
    isBlocked,
    isReady,
    isApproval,
    get unseenAcceptance() {
      return acceptance();
    },
    get unseenTesting() {
      return testing();
    },
    get unseenWaiting() {
      return waiting();
    },
    get: (id) => byId().get(id) ?? null,
  };
}
