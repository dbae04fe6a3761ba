import type { ReasonCode } from '../history/reasons.ts';
import type { Item } from '../history/team-history.ts';
import type { Context } from './context.ts';
import type { CustomerSignalFacts } from './facts.ts';
import { lazy, memo } from './lazy.ts';
import { plainName, wholeWords } from './names.ts';
import { eitherCase } from '../text/either-case.ts';

/** Labels, types and areas that say where an item comes from. */
const SIGNAL_LABEL = wholeWords(
  'customer|customers|customer request|client|user feedback|feedback|voice of the customer|voc|user research|research finding|escalation|feature request|support ticket|zendesk|intercom|kunde|kunden|kundenwunsch|kundenfeedback|nutzerfeedback',
);
/** Phrases that report what users or customers did or said; the role of a story ("As a customer …") is none. */
const SIGNAL_TEXT = eitherCase(
  [
    /\b(?:customer|client|user|stakeholder)s?[’']?s? (?:feedback|requests?|complaints?|complained|interviews?|surveys?|reported|reports|asked|ask for|asks for|asking|research|tests?|testing|quotes?|told us|said|struggled?)\b/,
    /\b(?:requested|reported|asked for|raised) by (?:an? |the |our |several |some )?(?:customer|client|user|stakeholder)s?\b/,
    /\b(?:usage data|analytics (?:show|shows|data)|usability test(?:s|ing)?|support tickets?|app store reviews?|net promoter|nps score|interviews? with|feedback from)\b/,
    /\b(?:kundenfeedback|kundenwunsch|kundenanfrage|nutzerfeedback|nutzerinterviews?|nutzertests?|nutzungsdaten|rückmeldung(?:en)? (?:von|vom) (?:kunden|nutzern))\b/,
  ]
    .map((pattern) => pattern.source)
    .join('|'),
);

/**
 * Traces of users and customers on items: attached requests and votes, authors outside the team, labels, and texts that
 * report research or feedback. `KEPT_ELSEWHERE` (card B8): a feedback tool is declared, or no item ever carried a trace,
 * unless the team declares that it uses no other tool.
 */
export function customerSignalFacts(context: Context): CustomerSignalFacts {
  const { roster } = context.facts;
  const hasSignal = memo(
    (item: Item) =>
      item.customerSignals > 0 ||
      (roster.unseen.length === 0 && roster.isOutsider(item.creator)) ||
      [...item.labels, ...item.areas, item.type ?? ''].some((name) => SIGNAL_LABEL.test(plainName(name))) ||
      SIGNAL_TEXT.test(item.title) ||
      (item.description !== null && SIGNAL_TEXT.test(item.description)),
  );
  const ever = lazy(() => context.facts.items.pbis.some(hasSignal));
  const unseen = lazy(() => unseenSignals(context, ever));
  return {
    get unseen() {
      return unseen();
    },
    hasSignal,
  };
}

function unseenSignals(context: Context, ever: () => boolean): readonly ReasonCode[] {
  const tool = context.agreements.feedbackTool?.trim() ?? '';
  const denied = context.unrecorded('customerSignals').filter((code) => code === 'PERMISSION_DENIED');
  if (denied.length > 0 || tool.toLowerCase() === 'none') return denied;
  return tool !== '' || !ever() ? ['KEPT_ELSEWHERE'] : [];
}
