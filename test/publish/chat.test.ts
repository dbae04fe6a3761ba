import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { escapeSlack, slackMessages } from '../../src/publish/chat/slack.ts';
import { escapeTeams, TEAMS_BYTES, teamsMessages } from '../../src/publish/chat/teams.ts';
import type { TeamReport } from '../../src/reports/report.ts';
import { HOSTILE, hostileReport } from '../fixtures/reports/hostile.ts';
import { fixtureReport, harbour } from '../fixtures/reports/report.ts';

const LINK = 'https://github.com/acme/checkout/actions/runs/1';

function teams(n: number): TeamReport[] {
  return Array.from({ length: n }, (_, i) => ({ ...harbour(), name: `Team ${i}` }));
}

const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

describe('Slack', () => {
  it('says state, change and the three things to look at, with a link', () => {
    const [message, ...more] = slackMessages(fixtureReport(), LINK);
    expect(more).toEqual([]);
    const text = JSON.stringify(message);
    expect(text).toContain('5 findings, 3 of them high');
    expect(text.match(/• \*High:\*/g)).toHaveLength(3);
    expect(text).toContain(`<${LINK}|The whole report>`);
    expect(message?.text).toContain('Harbour');
  });

  it('stays within 50 blocks, 3,000 characters a text and 150 a header, whatever the report holds', () => {
    for (const report of [fixtureReport('weekly', teams(60)), hostileReport()]) {
      const messages = slackMessages(report, LINK);
      const named = JSON.stringify(messages);
      for (const team of report.teams.slice(0, 60))
        if (/^Team/.test(team.name)) expect(named).toContain(team.name);
      for (const { blocks } of messages) {
        expect(blocks.length).toBeLessThanOrEqual(50);
        for (const block of blocks) {
          if (block.type === 'header') expect(block.text.text.length).toBeLessThanOrEqual(150);
          if (block.type === 'section') expect(block.text.text.length).toBeLessThanOrEqual(3000);
        }
      }
    }
  });

  it('leaves no control character of Slack, no mention, no emoji, no markup in what a tracker says', () => {
    const attacks = [
      '<!channel> <!here> <@U123> <https://evil.example|click>',
      ':warning: *bold* _it_ ~no~ `code`',
      '@here #general',
      'a & b',
      ...HOSTILE,
    ];
    for (const text of attacks) {
      const safe = escapeSlack(text);
      expect(safe).not.toMatch(/[<>]/);
      expect(safe).not.toMatch(/&(?!amp;|lt;|gt;)/);
      expect(safe).not.toMatch(/@\w|https?:\/\/|:\w+:|::/);
      expect(safe).not.toMatch(/[\u202A-\u202E\u2066-\u2069\n]/);
      expect(safe).not.toMatch(/(?<!\u200B)[*_~`]|[*_~`](?!\u200B)/);
    }
  });

  it('shows the words of a text unchanged', () => {
    const seen = (text: string): string =>
      text.replaceAll('\u200B', '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z<>&*_~`@#:. -]{1,60}$/), (text) => {
        expect(seen(escapeSlack(text))).toBe(text.replace(/\s+/g, ' ').trim());
      }),
    );
  });
});

describe('Microsoft Teams', () => {
  it('is an Adaptive Card for a Workflows webhook', () => {
    const [message] = teamsMessages(fixtureReport(), LINK);
    expect(message?.type).toBe('message');
    const [attachment] = message?.attachments ?? [];
    expect(attachment).toMatchObject({
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: { type: 'AdaptiveCard', version: '1.4', actions: [{ type: 'Action.OpenUrl', url: LINK }] },
    });
    const words = JSON.stringify(attachment?.content.body);
    expect(words).toContain('5 findings, 3 of them high');
    expect(words).toContain('Near items do not say when they are done');
  });

  it('stays within 28 KB a message, all teams named', () => {
    const long = {
      ...harbour(),
      summary: { state: '漢'.repeat(9000), change: '漢'.repeat(9000), wentWell: [] },
    };
    const report = fixtureReport('weekly', [...teams(80), long]);
    const messages = teamsMessages(report, LINK);
    for (const message of messages) expect(bytes(message)).toBeLessThanOrEqual(TEAMS_BYTES);
    const named = JSON.stringify(messages);
    for (const { name } of report.teams) expect(named).toContain(name);
  });

  it('mentions nobody and links nowhere', () => {
    for (const text of ['<at>Ana</at>', '@everyone', 'https://evil.example', ...HOSTILE]) {
      const safe = escapeTeams(text);
      expect(safe).not.toMatch(/<\/?at>/i);
      expect(safe).not.toMatch(/@\w|https?:\/\/|::/);
      expect(safe).not.toMatch(/[\u202A-\u202E\u2066-\u2069\n]/);
    }
    const cards = JSON.stringify(teamsMessages(hostileReport(), 'javascript:alert(1)'));
    expect(cards).not.toContain('javascript:alert');
    expect(cards).not.toContain('"TextBlock"');
  });
});
