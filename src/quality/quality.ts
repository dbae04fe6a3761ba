import type {
  AcceptanceCriteria,
  Criterion,
  CriterionId,
  ItemKind,
  QualityFacts,
  Readiness,
  Zone,
} from '../facts/facts.ts';
import { lazy, memo } from '../facts/lazy.ts';
import type { Instant, Item } from '../history/team-history.ts';
import { languageOf, type LanguageCode } from '../text/language.ts';
import { analyse, type Analysis } from './analysis.ts';
import type { QualityContext } from './context.ts';
import { duplicateGroups } from './duplicates.ts';
import { repeatedCriteria } from './repeats.ts';
import { atomic, negotiable, testable, testableSpike, valueOf, whoWhat } from './rubrics.ts';
import { SameCriteria } from './same-criteria.ts';
import { sizeHistory, type SizeHistory } from './sizes.ts';
import { conversation, fresh, independent, sized, small, traceable } from './surroundings.ts';
import { lastSubstantiveTouch } from './touches.ts';
import { CAPS, CRITERIA, WEIGHTS } from './weights.ts';

export type { QualityContext } from './context.ts';

/** Least similarity of near-duplicates (card J8). */
const DUPLICATE_SIMILARITY = 0.85;
/** Items whose texts tell what a team usually writes. */
const LANGUAGE_SAMPLE = 150;

/**
 * Readiness and text quality of single items (rules §5.1). Each item is read on first use and remembered; only the
 * team's language, its sizes and repeated criteria look at the whole backlog, once.
 */
export function qualityFacts(context: QualityContext): QualityFacts {
  return new Quality(context);
}

class Quality implements QualityFacts {
  private readonly language: () => LanguageCode;
  private readonly sizes: () => SizeHistory;
  private readonly repeats: () => ReadonlyMap<Item, number>;
  private readonly presentOf: (item: Item) => Present;
  private readonly same = new SameCriteria();
  private readonly groupsAt = new Map<number, readonly (readonly Item[])[]>();

  constructor(private readonly context: QualityContext) {
    const { facts } = context;
    this.language = lazy(() => teamLanguage(facts.items.pbis));
    this.sizes = lazy(() => sizeHistory(facts, context.window, context.clock));
    const criteriaOf = (item: Item): AcceptanceCriteria | null => facts.acceptanceCriteria.of(item);
    this.presentOf = memo((item: Item) => ({
      analysis: analyse(item, this.language(), criteriaOf),
      judged: null,
      touched: null,
    }));
    this.repeats = lazy(() => repeatedCriteria(facts.items.open, criteriaOf));
  }

  get unseenTexts(): QualityFacts['unseenTexts'] {
    return textsWithheld(this.context) ? ['OPTED_OUT'] : [];
  }

  get duplicates(): readonly (readonly Item[])[] {
    return this.duplicatesAt(DUPLICATE_SIMILARITY);
  }

  duplicatesAt(similarity: number): readonly (readonly Item[])[] {
    const known = this.groupsAt.get(similarity);
    if (known !== undefined) return known;
    const groups = duplicateGroups(this.context.facts, similarity);
    this.groupsAt.set(similarity, groups);
    return groups;
  }

  topOfBacklog(periods: number): readonly Item[] {
    const { order } = this.context.facts;
    return order.backlog.slice(0, Math.ceil(periods * order.throughputPerPeriod));
  }

  text(item: Item): Analysis {
    return this.presentOf(item).analysis;
  }

  lastSubstantiveTouch(item: Item): Instant {
    return (this.presentOf(item).touched ??= lastSubstantiveTouch(
      item,
      this.context.facts.changes.lastTouch(item),
    ));
  }

  readiness(item: Item, zone: Zone, at?: Instant): Readiness {
    const past = at !== undefined && at < this.context.asOf ? at : null;
    const { lasting, touched, caps } = past === null ? this.judgedNow(item) : this.judge(item, past);
    const now = past ?? this.context.asOf;
    // `concat` makes a list of just the length; a spread one has room for thirty, on each of thousands of items.
    const criteria = lasting.concat(this.same.one(fresh(this.context, touched, zone, now)));
    return { value: weighted(criteria, zone, zone === 'now' ? caps : NO_CAPS), criteria };
  }

  private judgedNow(item: Item): Judged {
    return (this.presentOf(item).judged ??= this.judge(item, null));
  }

  /** What holds for the item in every zone: all criteria but the last, freshness. */
  private judge(item: Item, past: Instant | null): Judged {
    const { facts } = this.context;
    const now = past ?? this.context.asOf;
    const kind = facts.types.kindOf(item);
    const analysis = past === null ? this.text(item) : this.analysisAt(item, past);
    const estimate = past === null ? item.estimate : facts.estimateHistory.estimateAt(item, past);
    const size = small(item, analysis, kind, estimate, this.sizes(), facts.checklists.of(item).length);
    const links = independent(this.context, item, past);
    const withheld = this.unseenTexts.length > 0;
    const of: Record<LastingId, () => Criterion> = {
      'who-what': () => whoWhat(analysis, item.title, kind),
      value: () =>
        valueOf(analysis, kind, {
          serves: facts.hierarchy.serves(item),
          signal: facts.customerSignals.hasSignal(item),
          priority: item.priority,
        }),
      testable: () =>
        kind === 'spike'
          ? testableSpike(analysis, item.title)
          : testable(analysis, kind, { repeated: this.repeats().get(item) ?? 1 }),
      small: () => size.criterion,
      sized: () => sized(this.context, item, estimate, now),
      independent: () => links.criterion,
      atomic: () => atomic(analysis, kind),
      negotiable: () => negotiable(analysis, kind),
      traceable: () => traceable(this.context, item, kind),
      conversation: () => conversation(this.context, item, now),
    };
    const lasting = LASTING.map((id) =>
      this.same.one(withheld && TEXT_CRITERIA.has(id) ? { id, value: null, why: WITHHELD } : of[id]()),
    );
    const caps = withheld ? NO_CAPS : capsOf(analysis, kind, lasting, size.tooBig !== null, links.blocked);
    analysis.forgetLines();
    return { lasting, touched: this.touchedBy(item, now), caps };
  }

  /** The reading of the present texts serves where they stood like this already. */
  private analysisAt(item: Item, at: Instant): Analysis {
    const texts = this.context.facts.descriptionHistory.textsAt(item, at);
    const unchanged =
      texts.title === item.title &&
      texts.description === item.description &&
      texts.acceptanceCriteria === item.acceptanceCriteria;
    return unchanged ? this.text(item) : analyse({ ...item, ...texts }, this.language());
  }

  private touchedBy(item: Item, at: Instant): Instant {
    if (at >= this.context.asOf) return this.lastSubstantiveTouch(item);
    const until = {
      ...item,
      comments: item.comments.filter((comment) => comment.at <= at),
      changes: item.changes.filter((change) => change.at <= at),
    };
    return lastSubstantiveTouch(until, at);
  }
}

/** Freshness, the last of the contract's criteria, depends on the zone; the others hold for the item. */
type LastingId = Exclude<CriterionId, 'fresh'>;
const LASTING = CRITERIA.filter((id): id is LastingId => id !== 'fresh');

/** What was found out about an item, whatever zone it is asked for. */
interface Judged {
  /** All criteria but freshness, in the order of the contract. */
  readonly lasting: readonly Criterion[];
  /** When somebody last thought about it. */
  readonly touched: Instant;
  /** What its readiness can reach at most in the Now zone. */
  readonly caps: readonly number[];
}

/** What is known of an item as it is now. */
interface Present {
  readonly analysis: Analysis;
  judged: Judged | null;
  touched: Instant | null;
}

const NO_CAPS: readonly number[] = [];

const TEXT_CRITERIA: ReadonlySet<CriterionId> = new Set([
  'who-what',
  'value',
  'testable',
  'atomic',
  'negotiable',
]);
const WITHHELD = 'Not judged: the texts are not opened to the tool.';

function capsOf(
  analysis: Analysis,
  kind: ItemKind,
  criteria: readonly Criterion[],
  big: boolean,
  blocked: boolean,
): readonly number[] {
  const caps: number[] = [];
  if (analysis.titleOnly) caps.push(CAPS.titleOnly);
  const tested = criteria.find((one) => one.id === 'testable')?.value;
  const without =
    kind === 'bug' || kind === 'spike'
      ? tested === 0
      : analysis.criteria === null && analysis.criteriaReadable;
  if (without) caps.push(CAPS.noCriteria);
  if (big) caps.push(CAPS.tooBig);
  if (blocked) caps.push(CAPS.blocked);
  return caps.length === 0 ? NO_CAPS : caps;
}

/** Σ w·v / Σ w over the criteria that apply, not above the lowest cap; null when none applies. */
export function weighted(criteria: readonly Criterion[], zone: Zone, caps: readonly number[]): number | null {
  let sum = 0;
  let weights = 0;
  for (const { id, value } of criteria) {
    if (value === null) continue;
    sum += WEIGHTS[id][zone] * value;
    weights += WEIGHTS[id][zone];
  }
  return weights === 0 ? null : Math.min(sum / weights, ...caps);
}

/** What most of a team's texts are written in. */
function teamLanguage(items: readonly Item[]): LanguageCode {
  const votes = new Map<string, number>();
  const step = Math.max(1, Math.floor(items.length / LANGUAGE_SAMPLE));
  for (let index = 0; index < items.length; index += step) {
    const item = items[index] as Item;
    const code = languageOf(`${item.title} ${(item.description ?? '').slice(0, 600)}`);
    if (code !== null) votes.set(code, (votes.get(code) ?? 0) + 1);
  }
  return [...votes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? null;
}

/** An anonymised history says so for its texts. */
function textsWithheld({ history }: QualityContext): boolean {
  return (['items', 'acceptanceCriteria', 'descriptionHistory'] as const).some((fact) =>
    history.unrecorded[fact]?.includes('OPTED_OUT'),
  );
}
