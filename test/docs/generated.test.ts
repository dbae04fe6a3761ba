import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { generatedFiles, EXAMPLE } from '../../scripts/pages.ts';
import { CATALOGUE } from '../../src/analyzers/catalogue.ts';
import { COMMANDS, COMMON } from '../../src/commands/program.ts';
import { ruleNames } from '../../src/commands/session.ts';
import { parseConfig } from '../../src/config/config.ts';
import { encodeHistory } from '../../src/history/saved-history.ts';
import { smallSample } from '../commands/support.ts';

const files = await generatedFiles();
const read = (file: string): string => readFileSync(file, 'utf8');

describe('pages and schemas that follow from the code', () => {
  it('are not stale (npm run generate)', () => {
    const stale = [...files].filter(([file, text]) => read(file) !== text).map(([file]) => file);
    expect(stale).toEqual([]);
  });

  it('has a page for every rule and no other', () => {
    const pages = readdirSync('docs/rules').filter((name) => name !== 'README.md');
    expect(pages.sort()).toEqual(CATALOGUE.map(({ id }) => `${id}.md`).sort());
  });

  it('says of every rule what, how, where the numbers come from, and what to try', () => {
    for (const rule of CATALOGUE) {
      const page = files.get(`docs/rules/${rule.id}.md`) ?? '';
      for (const text of [
        rule.what,
        rule.why,
        rule.logic,
        rule.primary.source,
        ...rule.guards,
        ...rule.references,
      ])
        expect(page, rule.id).toContain(text.replace(/\|/g, '\\|').slice(0, 40));
      expect(page).toContain(rule.coaching.question);
      if (rule.baseRate !== undefined) expect(page).toContain(rule.baseRate);
    }
  });

  it('lists every command with every option', () => {
    const page = read('docs/commands.md');
    for (const { commands } of COMMANDS)
      for (const command of commands) {
        expect(page).toContain(`### \`hatcheck ${command.usage}\``);
        for (const [flags] of [...(command.options ?? []), ...COMMON]) expect(page).toContain(`\`${flags}\``);
      }
  });
});

describe('the schema of the configuration', () => {
  const schema = JSON.parse(read('schema/config.schema.json')) as { $schema: string };
  const ajv = new Ajv({ strict: false, allErrors: true });
  (formats as unknown as (ajv: Ajv) => void)(ajv);
  const validate = ajv.compile(schema);

  it('is draft-7, which editors read, and takes the example that the page shows', () => {
    expect(schema.$schema).toContain('draft-07');
    expect(read('docs/configuration.md')).toContain(EXAMPLE);
    expect(validate(parse(EXAMPLE))).toBe(true);
    expect(() =>
      parseConfig(EXAMPLE, 'hatcheck.yaml', { env: { PGUSER: 'a', PGPASSWORD: 'b' }, rules: ruleNames() }),
    ).not.toThrow();
  });

  it.each([
    'teems: []',
    'privacy: everybody',
    'teams: [{ name: A }]',
    'teams: [{ name: A, tracker: { kind: svn } }]',
  ])('refuses %s', (text) => {
    expect(validate(parse(text))).toBe(false);
  });

  it('describes every key', () => {
    const undescribed = read('docs/configuration.md')
      .split('\n')
      .filter((line) => /^\| `.*\|\s*\|$/.test(line));
    expect(undescribed).toEqual([]);
  });
});

describe('the schema of the saved history', () => {
  it('takes what export writes', () => {
    const ajv = new Ajv({ strict: false });
    (formats as unknown as (ajv: Ajv) => void)(ajv);
    const validate = ajv.compile(JSON.parse(read('schema/history.schema.json')) as object);
    expect(validate(JSON.parse(JSON.stringify(encodeHistory(smallSample().history))))).toBe(true);
    expect(validate({ schemaVersion: 1, items: [] })).toBe(false);
  });
});
