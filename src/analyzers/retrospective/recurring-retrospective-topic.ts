import type { ScrumEvent } from '../../history/team-history.ts';
import type { ReasonCode } from '../../history/reasons.ts';
import { languageOf } from '../../text/language.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { topicClusters } from '../shared/topics.ts';
import { count } from '../shared/words.ts';

export const recurringRetrospectiveTopic = defineAnalyzer({
  id: 'recurring-retrospective-topic',
  code: 'I4',
  group: 'retrospective',
  title: {
    detected: 'The same problem returns in retrospectives',
    clear: 'Retrospectives move on to new topics',
    unknown: 'Cannot tell whether topics return in retrospectives',
  },
  severity: 'low',
  tier: 'opt-in',
  coachingOwner: 'scrum-master',
  recurrenceGated: false,
  primary: {
    name: 'topicRetrospectives',
    threshold: 3,
    unit: 'events',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    lastRetrospectives: { default: 5, source: 'design default' },
    similarity: { default: 0.5, source: 'design default' },
  },
  minSample: { n: 4, of: 'events' },
  shareTest: false,
  reasons: ['NO_SPRINTS', 'NO_WIKI', 'PERMISSION_DENIED', 'NOT_SCRUM', 'NO_LANGUAGE', 'OPTED_OUT'],
  needs: ['wiki', 'events'],
  requires: [],
  observable: { jira: 'no', linear: 'no', github: 'no', calendar: 'no', wiki: 'partial', csv: 'no' },
  window: 'sprints',
  what: 'The same problem returns retrospective after retrospective.',
  why: 'A topic that keeps coming back is usually not the team’s alone to solve, and talking about it again uses up the time for others.',
  logic:
    'Points in the texts of the last five retrospectives are compared word by word (TF-IDF); the same topic in three or more of them makes a finding.',
  guards: [
    'Headings and standing agenda points are left out.',
    'Texts are read only where the team has opened them, and never shown.',
  ],
  coaching: {
    question: 'Is this ours to solve? If not, whose door do we knock on?',
    next: 'Raise it as an impediment and bring the figures.',
  },
  references: ['Theil: Time loop Retrospective', 'Wolpers: Scrum Anti-Patterns Guide'],
  analyze({ wiki, events, agreements, window, asOf }, limits) {
    const reasons: ReasonCode[] = [
      ...wiki.unseen,
      ...(agreements.retrospectiveTexts ? [] : (['OPTED_OUT'] as const)),
    ];
    if (reasons.length > 0)
      return notObservable(reasons, 'The texts of retrospectives are not open to the tool.');
    const from = window.lookBack[0]?.start ?? Number.NEGATIVE_INFINITY;
    const texts = events
      .occurrences('retrospective', from, asOf + 1)
      .filter(
        (event): event is ScrumEvent & { text: string } =>
          event.source === 'wiki' && event.text !== null && event.text.trim() !== '',
      );
    const last = texts.slice(-limits.lastRetrospectives);
    const english = last.filter((event) => languageOf(event.text) === 'en');
    if (last.length >= 4 && english.length < last.length / 2)
      return notObservable(['NO_LANGUAGE'], `Only ${english.length} of ${last.length} texts are in English.`);
    const clusters = topicClusters(
      english.map((event) => event.text),
      limits.similarity,
    );
    const most = clusters[0]?.documents.length ?? 0;
    if (english.length < 4)
      return insufficientSample(
        most,
        english.length,
        `${count(english.length, 'retrospective')} with a text could be judged, 4 are needed.`,
      );
    const recurring = clusters.filter((cluster) => cluster.documents.length >= limits.topicRetrospectives);
    return judged(recurring.length > 0, {
      value: most,
      sample: english.length,
      summary: `The most frequent topic came up in ${most} of the last ${english.length} retrospectives; ${recurring.length === 0 ? 'no topic' : count(recurring.length, 'topic')} came up in ${limits.topicRetrospectives} or more.`,
      evidence: recurring.map((cluster) => ({
        kind: 'event' as const,
        text: `one topic in ${cluster.documents.length} of ${english.length} retrospectives`,
        key: null,
        at: english[cluster.documents.at(-1) ?? 0]?.start ?? null,
      })),
    });
  },
});
