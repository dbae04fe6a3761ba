import type { StatusCategory } from '../../history/team-history.ts';

/** Words by which resolutions, statuses and priorities are told where no id or category does. Several languages. */
const DUPLICATE = /duplicat|duplikat|dupliziert|doublon|duplicad|重复/i;
const DROPPED =
  /won.?t (do|fix)|wontfix|declin|cancel|reject|cannot reproduce|can.?t reproduce|not reproducible|incomplete|invalid|obsolete|abandon|not (a bug|needed|planned|doing)|known error|works as designed|as designed|withdrawn|discarded|dropped|nicht (erledigen|beheben|reproduzierbar|umsetzen|planen)|wird nicht|abgelehnt|abgebrochen|storniert|verworfen|ungültig|hinfällig|zurückgezogen|annulé|abandonné|rejeté|ne sera pas|cancelad|rechazad|no se (hará|corregirá)|annullat|rifiutat|cancelad|rejeitad|не будет|отклон|отмен|不修|不予|不做|取消|无效|拒绝|无法重现|不修复|暂不|废弃/i;

/** What a resolution's or a status's name says about how an item ended; `done` unless it says otherwise. */
export function outcomeOf(name: string): 'done' | 'dropped' | 'duplicate' {
  if (DUPLICATE.test(name)) return 'duplicate';
  return DROPPED.test(name) ? 'dropped' : 'done';
}

const IDEA = /^(ideas?|ideen?|triage|icebox|funnel|inbox|suggestion|建议|parking ?lot|ideenspeicher)$/i;

export function isIdeaName(name: string): boolean {
  return IDEA.test(name.trim());
}

const DONE_NAMES =
  /^(done|closed|complete[d]?|resolved|released|finished|accepted|verified|shipped|deployed|fertig|erledigt|geschlossen|abgeschlossen|behoben|freigegeben|terminé[e]?|fini|fermé|resuelt[oa]|cerrad[oa]|hecho|listo|terminad[oa]|concluíd[oa]|fechad[oa]|готово|закрыт[оа]?|решен[оа]?|已完成|完成|已关闭|关闭|已解决|已发布|הושלם|הסתיים)$/i;
const DOING_NAMES =
  /progress|review|testing|test|qa|doing|develop|implement|in arbeit|bearbeitung|en cours|en curso|em andamento|в работе|开发|处理中|进行中|测试|评审|设计|blocked|waiting|on hold|verif|validat|uat|acceptance|abnahme|selected for development|בביצוע|בתהליך/i;
const TODO_NAMES =
  /^(to ?do|open|new|inbox|backlog|reopened|ready|zu erledigen|offen|neu|à faire|por hacer|a fazer|待办|打开|新建|待处理|לביצוע)/i;

/** Category by a well-known name: for sources that tell only the name. Null when the name is not known. */
export function categoryByName(name: string): StatusCategory | null {
  const text = name.trim();
  if (DONE_NAMES.test(text) || outcomeOf(text) !== 'done') return 'done';
  if (TODO_NAMES.test(text)) return 'todo';
  return DOING_NAMES.test(text) ? 'doing' : null;
}

/** Category by Jira's own key (`new`, `indeterminate`, `done`); null for anything else, `undefined` ("No Category") included. */
export function categoryByKey(key: unknown): StatusCategory | null {
  if (key === 'new') return 'todo';
  if (key === 'indeterminate') return 'doing';
  return key === 'done' ? 'done' : null;
}

const PRIORITIES: readonly RegExp[] = [
  /blocker|highest|urgent|critical|kritisch|höchste|p0|最高|紧急/i,
  /^(high|major|hoch|p1|高|haute?|alt[ao])$|wichtig/i,
  /medium|normal|mittel|p2|中|moyen|medi[ao]/i,
  /^(low|minor|niedrig|gering|p3|低|basse|baix[ao]|baj[ao])$/i,
  /lowest|trivial|niedrigste|p4|最低/i,
];

/** Priorities from the highest to the lowest: by well-known names, others in the middle, then by id. */
export function orderedPriorities(priorities: ReadonlyMap<string, string | null>): string[] {
  const rank = (name: string): number => {
    const place = PRIORITIES.findIndex((words) => words.test(name));
    return place === -1 ? 2 : place;
  };
  const id = (name: string): number => Number(priorities.get(name) ?? 0);
  return [...priorities.keys()].sort((a, b) => rank(a) - rank(b) || id(a) - id(b) || (a < b ? -1 : 1));
}
