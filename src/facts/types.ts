import type { Item } from '../history/team-history.ts';
import type { Context } from './context.ts';
import type { ItemKind, TypeFacts } from './facts.ts';
import { lazy } from './lazy.ts';
import { nameMemo, plainName, plainNames, wholeWords } from './names.ts';

/** Words for kinds of work in en, de, fr, es, pt, nl, it, pl and zh; the first kind that fits is taken. */
const KINDS: readonly (readonly [ItemKind, RegExp])[] = [
  [
    'bug',
    wholeWords(
      'bugs?|bugfix|defects?|regression|fehler|fehlerbericht|störung|anomalie|erreur|error|errores|defecto|incidencia|erro|defeito|fout|defect|errore|difetto|błąd|usterka|缺陷|故障|错误',
    ),
  ],
  [
    'support',
    wholeWords(
      'support|incidents?|service request(?: with approvals)?|service desk|help ?desk|it help|problem|question|wartung|vorfall|serviceanfrage|anfrage|soporte|suporte|incidente|ondersteuning|assistenza|supporto|wsparcie|zgłoszenie|支持|工单',
    ),
  ],
  [
    'spike',
    wholeWords(
      'spikes?|research|investigation|exploration|experiment|proof of concept|poc|discovery|recherche|untersuchung|étude|investigación|investigação|pesquisa|onderzoek|indagine|ricerca|badanie|调研',
    ),
  ],
  [
    'debt',
    wholeWords(
      'debt|tech(?:nical)? debt|techdebt|refactor(?:ing|ed)?|cleanup|clean up|chores?|maintenance|security|technische schulden?|aufräumen|sicherheit|dette(?: technique)?|deuda(?: técnica)?|dívida(?: técnica)?|technische schuld|debito(?: tecnico)?|dług(?: techniczny)?|mantenimiento|manutenção|onderhoud|manutenzione|技术债|重构',
    ),
  ],
  [
    'test',
    wholeWords(
      'tests?|test case|test execution|test plan|testing|qa|testfall|cas de test|caso de prueba|caso de teste|testgeval|przypadek testowy|测试',
    ),
  ],
  [
    'story',
    wholeWords(
      'story|stories|user story|job story|feature|new feature|feature request|enhancement|improvement|requirement|product backlog item|pbi|backlog item|anforderung|verbesserung|neue funktion|funktion|récit|récit utilisateur|fonctionnalité|amélioration|historia|historia de usuario|funcionalidad|mejora|história|história de usuário|funcionalidade|melhoria|verhaal|gebruikersverhaal|verbetering|storia|storia utente|funzionalità|miglioramento|historyjka|historia użytkownika|funkcja|ulepszenie|故事|用户故事|需求|功能',
    ),
  ],
  ['task', wholeWords('tasks?|todo|aufgabe|tâche|tarea|tarefa|taak|attività|zadanie|任务')],
];

/** Types that say nothing about the kind of work. */
const NO_KIND = wholeWords('issue|ticket|work item|item|card|vorgang');

/** Labels that ask for immediate work. */
const EXPEDITE = wholeWords(
  'expedited?|hotfix|emergency|outage|fast ?(?:lane|track)|eilt|eilig|notfall|beschleunigt|urgence|urgencia|emergência|spoed|urgenza|pilne|加急',
);

/** Kinds of items by their type, else by their labels. `NO_TYPES`: neither tells kinds of work apart. */
export function typeFacts(context: Context): TypeFacts {
  const { expedite } = context.agreements.labels;
  const configured = plainNames(expedite);
  const ofType = nameMemo(kindOfType);
  const ofLabel = nameMemo(kindOfLabel);
  const isNoKind = nameMemo((type) => NO_KIND.test(plainName(type)));
  // Not kept by item: names are kept, and looking them up costs no more than looking up the item would.
  const kindOf = (item: Item): ItemKind => {
    const byType = item.type === null ? null : ofType(item.type);
    if (byType !== null && byType !== 'story' && byType !== 'task') return byType;
    for (const label of item.labels) {
      const byLabel = ofLabel(label);
      if (byLabel !== null) return byLabel;
    }
    if (byType !== null) return byType;
    return item.type === null || isNoKind(item.type) ? 'story' : 'task';
  };
  const isUrgentLabel = nameMemo((label) =>
    configured.size > 0 ? configured.has(plainName(label)) : EXPEDITE.test(plainName(label)),
  );
  const isExpedite = (item: Item): boolean =>
    item.labels.some(isUrgentLabel) || (item.type !== null && isUrgentLabel(item.type));
  const tellsApart = lazy(() => hasKinds(context.facts.items.pbis, ofLabel));
  return {
    get unseen() {
      const unrecorded = context.unrecorded('types');
      return unrecorded.length > 0 || tellsApart() ? unrecorded : (['NO_TYPES'] as const);
    },
    kindOf,
    isStory: (item) => kindOf(item) === 'story',
    isExpedite,
    isInterrupt: (item) => ['bug', 'support'].includes(kindOf(item)) || isExpedite(item),
  };
}

function kindOfType(type: string): ItemKind | null {
  const name = plainName(type);
  return KINDS.find(([, words]) => words.test(name))?.[0] ?? null;
}

/** Labels decide between kinds of work only; `improvement` or `feature` on a label is no type. */
function kindOfLabel(label: string): ItemKind | null {
  const kind = kindOfType(label.replace(/^(?:type|kind|typ|t)\s*[:/]/iu, ''));
  return kind === null || kind === 'story' || kind === 'task' ? null : kind;
}

/** At least two types in use, or a label that names a kind of work. An empty backlog hides nothing. */
function hasKinds(pbis: readonly Item[], ofLabel: (label: string) => ItemKind | null): boolean {
  if (pbis.length === 0) return true;
  const types = new Set<string>();
  for (const item of pbis) {
    if (item.type !== null) types.add(plainName(item.type));
    if (types.size >= 2 || item.labels.some((label) => ofLabel(label) !== null)) return true;
  }
  return false;
}
