import { plain } from '../../reports/escape/text.ts';
import { safeUrl } from '../../reports/escape/url.ts';
import type { Report } from '../../reports/report.ts';
import { briefOf, headline, moreText, type Brief } from './brief.ts';

/** Teams refuses messages above 28 KB. */
export const TEAMS_BYTES = 28 * 1024;
const BREAK = '\u200B';

export interface TeamsMessage {
  readonly type: 'message';
  readonly attachments: readonly [
    {
      readonly contentType: 'application/vnd.microsoft.card.adaptive';
      readonly contentUrl: null;
      readonly content: AdaptiveCard;
    },
  ];
}

export interface AdaptiveCard {
  readonly $schema: string;
  readonly type: 'AdaptiveCard';
  readonly version: '1.4';
  readonly body: readonly CardElement[];
  readonly actions: readonly {
    readonly type: 'Action.OpenUrl';
    readonly title: string;
    readonly url: string;
  }[];
}

/** Runs of text are shown as they are; a TextBlock would read Markdown. */
export interface CardElement {
  readonly type: 'RichTextBlock';
  readonly separator?: boolean;
  readonly inlines: readonly TextRun[];
}

interface TextRun {
  readonly type: 'TextRun';
  readonly text: string;
  readonly weight?: 'Bolder';
  readonly size?: 'Large';
  readonly italic?: true;
}

/** Text for Microsoft Teams: one line, no mention (`<at>`), no address that becomes a link, no control characters. */
export function escapeTeams(text: string): string {
  return plain(text)
    .replace(/<(?=\/?at\b)/gi, `<${BREAK}`)
    .replace(/@(?=[\p{L}\p{N}_])/gu, `@${BREAK}`)
    .replace(/:(?=\/\/|:)/g, `:${BREAK}`)
    .replace(/www\./gi, (www) => `${www.slice(0, 3)}${BREAK}.`);
}

/** The report in Adaptive Cards for a Workflows webhook: three lines a team, as many messages as 28 KB each make necessary. */
export function teamsMessages(report: Report, link: string | null): TeamsMessage[] {
  const groups = report.teams.map((team) => elementsOf(briefOf(report, team)));
  const messages: CardElement[][] = [];
  for (const group of groups) {
    const last = messages.at(-1);
    if (last !== undefined && sizeOf(message(report, [...last, ...group], link)) <= TEAMS_BYTES)
      last.push(...group);
    else messages.push(shrink(report, group, link));
  }
  return messages.map((body) => message(report, body, link));
}

/** A single team that does not fit loses its last lines. */
function shrink(report: Report, group: readonly CardElement[], link: string | null): CardElement[] {
  const kept = [...group];
  while (kept.length > 1 && sizeOf(message(report, kept, link)) > TEAMS_BYTES) kept.pop();
  return kept;
}

function message(report: Report, body: readonly CardElement[], link: string | null): TeamsMessage {
  const url = safeUrl(link);
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            line([{ text: headline(report), weight: 'Bolder', size: 'Large' }]),
            ...body,
            line(
              [{ text: 'By hatcheck. For the team’s retrospective, not for appraisal.', italic: true }],
              true,
            ),
          ],
          actions: url === null ? [] : [{ type: 'Action.OpenUrl', title: 'The whole report', url }],
        },
      },
    ],
  };
}

function elementsOf(brief: Brief): CardElement[] {
  const more = moreText(brief.more);
  return [
    line([{ text: brief.team, weight: 'Bolder' }], true),
    line([{ text: `${brief.state} ${brief.change}` }]),
    ...brief.lookAt.map(({ severity, title, next }) =>
      line([
        { text: `${severity}: `, weight: 'Bolder' as const },
        { text: `${title} ` },
        ...(next === null ? [] : [{ text: next, italic: true as const }]),
      ]),
    ),
    ...(brief.lookAt.length === 0
      ? [line([{ text: 'Nothing was found among the rules that could be judged.' }])]
      : []),
    ...(more === null ? [] : [line([{ text: more }])]),
  ];
}

function line(runs: readonly Omit<TextRun, 'type'>[], separator = false): CardElement {
  const inlines = runs.map((run): TextRun => {
    const text = escapeTeams(run.text);
    // Cleaning trims; runs of one line keep their distance.
    return { type: 'TextRun', ...run, text: / $/.test(run.text) ? `${text} ` : text };
  });
  return { type: 'RichTextBlock', ...(separator ? { separator } : {}), inlines };
}

function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value), 'utf8');
}
