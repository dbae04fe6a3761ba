import type { EventKind } from '../history/team-history.ts';

/**
 * How teams name their Scrum events in English, German, French, Spanish, Portuguese, Dutch, Italian and Polish.
 * The patterns run on folded text (`fold`): lower case, no accents, punctuation as single spaces.
 */

export const EVENT_KINDS: readonly EventKind[] = [
  'planning',
  'daily',
  'review',
  'retrospective',
  'refinement',
];

const SPRINT =
  '(?:sprints?|iterations?|iterationen|iteracion|iteracao|iteracji|iterazione|iteratie|cycles?|ciclo|sprintu)';
const OF = '(?: (?:de|del|du|da|do|des|d|l|la|le|lo|der|dello|di|van|von|the|of|for))*';

/** Names that mean the event wherever they stand in a title. */
export const CLEAR_NAMES: Readonly<Record<EventKind, RegExp>> = {
  planning: new RegExp(
    [
      `\\b${SPRINT}(?: [\\w.]+)? planning(?:s)?\\b`,
      `\\bplanning(?: session| meeting)?${OF} (?:next )?${SPRINT}\\b`,
      '\\b(?:sprint|iterations?|zyklus) ?planung(?:smeeting)?\\b',
      '\\b(?:sprint|iteratie)planning(?:s)?(?:overleg|meeting)?\\b',
      `\\bplanung${OF} (?:naechsten |nachsten )?sprints?\\b`,
      `\\bplanification${OF} ${SPRINT}\\b`,
      '^planification$',
      `\\b(?:planificacion|planeacion)${OF} ${SPRINT}\\b`,
      `\\bplane(?:ja|a)mento${OF} ${SPRINT}\\b`,
      `\\bpianificazione${OF} ${SPRINT}\\b`,
      '\\bplan(?:owanie|ning) (?:sprintu|iteracji|sprint)\\b',
    ].join('|'),
    'g',
  ),
  daily: new RegExp(
    [
      '\\bdaily scrum\\b',
      '\\b(?:daily )?stand ?ups?\\b',
      '\\bdaily (?:meeting|sync|huddle|check in)\\b',
      '\\bdaily\\b',
      '\\b(?:tagliches|taegliches) (?:scrum|stehmeeting|meeting|treffen)\\b',
      '\\bmelee quotidienne\\b',
      '\\b(?:point|reunion|scrum|stand) quotidien(?:ne)?\\b',
      '\\b(?:reunion|scrum|stand up) diari[ao]\\b',
      '\\b(?:reuniao|scrum) diari[ao]\\b',
      '^diaria\\b',
      '\\bdagelijkse (?:stand ?up|scrum|meeting)\\b',
      '\\bdagstart\\b',
      '\\b(?:riunione|scrum) (?:giornaliera|giornaliero|quotidiana|quotidiano)\\b',
      '\\bcodzienn[ey] (?:scrum|spotkanie|stand ?up)\\b',
      '\\bstendap\\b',
    ].join('|'),
    'g',
  ),
  review: new RegExp(
    [
      `\\b${SPRINT}(?: [\\w.]+)? (?:reviews?|demos?|showcase)\\b`,
      '\\bsprintreviews?\\b',
      '\\breview (?:and |& )?demo\\b',
      '\\bdemo (?:and |& )?review\\b',
      '\\b(?:system|team) demo\\b',
      '\\bshow (?:and |n )?tell\\b',
      '\\bshowcase\\b',
      '\\bdemos?\\b',
      '\\bsprint ?(?:abnahme|prasentation|vorfuhrung)\\b',
      `\\b(?:revue|demo|demonstration)${OF} ${SPRINT}\\b`,
      `\\b(?:revision|demo|demostracion)${OF} ${SPRINT}\\b`,
      `\\b(?:revisao|demonstracao)${OF} ${SPRINT}\\b`,
      `\\b(?:revisione|review)${OF} ${SPRINT}\\b`,
      '\\b(?:przeglad|demo|review|podsumowanie) (?:sprintu|iteracji)\\b',
    ].join('|'),
    'g',
  ),
  retrospective: new RegExp(
    [
      '\\b(?:sprint)?retros?\\b',
      '\\b(?:sprint)?retrospectives?\\b',
      '\\b(?:sprint)?retrospektiven?\\b',
      '\\b(?:sprint)?ruckblick\\b',
      '\\blessons learned\\b',
      '\\bretrospectivas?\\b',
      '\\b(?:sprint)?terugblik\\b',
      '\\bretrospettiv[ae]\\b',
      '\\bretrospektyw[ay]\\b',
      '\\bretrospekcja\\b',
    ].join('|'),
    'g',
  ),
  refinement: new RegExp(
    [
      '\\b(?:backlog ?)?refinements?\\b',
      '\\b(?:backlog ?)?grooming\\b',
      '\\bplanning poker\\b',
      '\\bpre planning\\b',
      '\\bbacklog ?(?:pflege|verfeinerung|schatzung|review)\\b',
      '\\b(?:backlog )?verfeinerung\\b',
      '\\b(?:affinage|raffinement)\\b',
      '\\brefinamiento\\b',
      '\\brefinamento\\b',
      '\\b(?:affinamento|raffinamento|rifinitura)\\b',
      '\\bverfijning\\b',
      '\\b(?:doprecyzowanie|pielegnacja|rafinacja|udoskonalanie) backlogu\\b',
      '^(?:product )?backlog$',
    ].join('|'),
    'g',
  ),
};

/** Words that mean the event only where nothing else stands in the title, or beside another event. */
export const BARE_NAMES: Readonly<Partial<Record<EventKind, RegExp>>> = {
  planning:
    /\b(?:planning|planung|planificacion|planejamento|planeamento|pianificazione|planowanie)(?: (?:1|2|i|ii))?\b/g,
  daily: /^(?:scrum|scrum meeting|daily)$/g,
  review: /\b(?:review|revue|revision|revisao|revisione|przeglad)\b/g,
};

/** Meetings that use the words and are not the team's own event. */
export const OTHER_MEETINGS =
  /\b(?:scrum of scrums?|scrum (?:master|training|guild|course|certification)|trainings?|schulung|formation|webinar|interview|sales|vendor|supplier|customer call|demo (?:call|environment|account|server)|prep|preparation|prepare|vorbereitung|(?:release|pi|capacity|vacation|holiday|urlaubs|quarterly|annual|budget|resource|event) planning|(?:design|code|architecture|performance|security|document|contract|salary|peer|incident|budget|legal|pull request) reviews?|retro (?:games?|gaming|party|night|music)|(?:dog|pet|hair|cat) grooming|daily (?:report|build|sales|digest|newsletter|mail|backup|special|deal)s?|hackathon)\b/;

/** What calendar programs put before the title of a cancelled meeting. */
export const CANCELLED_PREFIX =
  /^\s*(?:\[?(?:cancell?ed|abgesagt|annul[eé]e?|cancelad[oa]|geannuleerd|annullat[oa]|odwo[lł]an[eya])\]?)\s*[:–-]/i;

/** Titles under which calendars hide what they may not show. */
export const HIDDEN_TITLES =
  /^(?:busy|free|private|privat|privat termin|privater termin|gebucht|belegt|occupe|ocupado|occupato|bezet|zajety|no title|)$/;

/** Lower case without accents; everything but letters and digits (dots between digits too) becomes one space. */
export function fold(text: string): string {
  const plain = /^[\x20-\x7e]*$/.test(text);
  const lower = (plain ? text : withoutAccents(text)).toLowerCase();
  const gaps = plain ? /[^a-z0-9\uE000]+/g : /[^\p{L}\p{N}\uE000]+/gu;
  // Every title of a long history comes by here, and few have a dot at all.
  if (!lower.includes('.')) return lower.replaceAll(gaps, ' ').trim();
  return lower
    .replaceAll(/(?<=\d)[.](?=\d)/g, '\uE000')
    .replaceAll(gaps, ' ')
    .replaceAll('\uE000', '.')
    .trim();
}

function withoutAccents(text: string): string {
  return text.replaceAll('ß', 'ss').replaceAll(/[łŁ]/g, 'l').normalize('NFKD').replaceAll(/\p{M}/gu, '');
}
