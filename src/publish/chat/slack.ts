import { plain } from '../../reports/escape/text.ts';
import { safeUrl } from '../../reports/escape/url.ts';
import type { Report } from '../../reports/report.ts';
import { briefOf, headline, moreText, type Brief } from './brief.ts';

const BREAK = '\u200B';
/** Slack: 50 blocks a message, 3,000 characters a text, 150 a header; we keep a distance. */
const BLOCKS = 48;
const TEXT = 2900;
const HEADER = 140;

export interface SlackMessage {
  /** What notifications and screen readers get. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
}

export type SlackBlock =
  | { readonly type: 'header'; readonly text: { type: 'plain_text'; text: string; emoji: false } }
  | { readonly type: 'section'; readonly text: { type: 'mrkdwn'; text: string; verbatim: true } }
  | {
      readonly type: 'context';
      readonly elements: readonly { type: 'mrkdwn'; text: string; verbatim: true }[];
    }
  | { readonly type: 'divider' };

/**
 * Text for Slack, shown as written: the control characters & < > as entities (https://api.slack.com/reference/surfaces/formatting),
 * and nothing that becomes a mention, a link, an emoji or markup.
 */
export function escapeSlack(text: string): string {
  return plain(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[*_~`]/g, `${BREAK}$&${BREAK}`)
    .replace(/@(?=[\p{L}\p{N}_])/gu, `@${BREAK}`)
    .replace(/#(?=[\p{L}\p{N}_])/gu, `#${BREAK}`)
    .replace(/:(?=\S)/g, `:${BREAK}`)
    .replace(/www\./gi, (www) => `${www.slice(0, 3)}${BREAK}.`);
}

/** The report in messages of Block Kit: three lines a team. One message, more where the teams do not fit. */
export function slackMessages(report: Report, link: string | null): SlackMessage[] {
  const groups = report.teams.map((team) => blocksOf(briefOf(report, team)));
  const end = ending(report, link);
  const messages: SlackBlock[][] = [];
  for (const group of groups) {
    const last = messages.at(-1);
    if (last !== undefined && last.length + 1 + group.length + end.length <= BLOCKS)
      last.push({ type: 'divider' }, ...group);
    else messages.push([...group]);
  }
  return messages.map((blocks, place) => ({
    text: fallback(report, place, messages.length),
    blocks: [...blocks, ...end],
  }));
}

function fallback(report: Report, place: number, of: number): string {
  const [first] = report.teams;
  const about =
    report.teams.length === 1 && first !== undefined ? first.name : `${report.teams.length} teams`;
  const text = `${headline(report)}: ${about}${of > 1 ? ` (${place + 1} of ${of})` : ''}`;
  return escapeSlack(text).slice(0, TEXT);
}

function blocksOf(brief: Brief): SlackBlock[] {
  const lines = brief.lookAt.map(({ severity, title, next }) => {
    const step = next === null ? '' : ` _${escapeSlack(next)}_`;
    return `• *${escapeSlack(severity)}:* ${escapeSlack(title)}${step}`;
  });
  const more = moreText(brief.more);
  if (more !== null) lines.push(more);
  const look = lines.length === 0 ? ['Nothing was found among the rules that could be judged.'] : lines;
  return [
    { type: 'header', text: { type: 'plain_text', text: cut(plain(brief.team), HEADER), emoji: false } },
    section(escapeSlack(`${brief.state} ${brief.change}`)),
    section(`*What to look at*\n${look.join('\n')}`),
  ];
}

function ending(report: Report, link: string | null): SlackBlock[] {
  const url = safeUrl(link);
  const parts = [
    escapeSlack(`${headline(report)}, by hatcheck. For the team’s retrospective, not for appraisal.`),
  ];
  if (url !== null) parts.push(`<${url.replace(/&/g, '&amp;').replace(/[|>]/g, '')}|The whole report>`);
  return [{ type: 'context', elements: [{ type: 'mrkdwn', text: parts.join(' '), verbatim: true }] }];
}

function section(text: string): SlackBlock {
  return { type: 'section', text: { type: 'mrkdwn', text: cut(text, TEXT), verbatim: true } };
}

function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  // Never inside an entity.
  return `${text.slice(0, length - 1).replace(/&[a-z]{0,4}$/, '')}…`;
}
