import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCampaign, loadLab, parseCampaign, parseLab } from '../../config/load.js';
import { ConfigError } from '../../config/problem.js';
import { campaignText, labText } from './example-files.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interphase-config-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function saved(content: string | Uint8Array): Promise<string> {
  const file = join(folder, 'file.yaml');
  await writeFile(file, content);
  return file;
}

describe('a file that is no configuration', () => {
  const cases = [
    ['is empty', '', 'wrong type'],
    ['is a list', '- 1', 'wrong type'],
    ['is not YAML', 'a: [', 'Flow sequence'],
    ['names an anchor that is not there', 'a: *b', 'Unresolved alias'],
    ['holds two documents', 'a: 1\n---\nb: 2', 'a second document begins here'],
    ['holds a tag nobody knows', 'name: !secret x', 'Unresolved tag'],
    ['holds aliases that explode', explosive(), 'Excessive alias count'],
    ['is very deep', '['.repeat(20_000), 'at most 50 levels, found 19999 levels'],
    ['holds an alias inside its own anchor', 'name: &a [*a]', ''],
  ] as const;
  it.each(cases)('%s: says so', (_, text, words) => {
    expect(() => parseLab(text, 'x.yaml')).toThrow(ConfigError);
    expect(() => parseLab(text, 'x.yaml')).toThrow(words);
  });

  it('is missing, a folder, too large or not UTF-8: says so and keeps the cause', async () => {
    await expect(loadLab(join(folder, 'none.yaml'))).rejects.toMatchObject({
      name: 'ConfigError',
      cause: { code: 'ENOENT' },
    });
    await expect(loadCampaign(folder)).rejects.toMatchObject({ cause: { code: 'EISDIR' } });
    await expect(loadLab(await saved('#'.repeat(1_000_001)))).rejects.toThrow('at most 1000000 bytes');
    await expect(loadLab(await saved(Uint8Array.of(0x61, 0xff)))).rejects.toThrow('text in UTF-8');
  });
});

function explosive(): string {
  const ten = (name: string): string => `[${Array.from({ length: 10 }, () => `*${name}`).join(',')}]`;
  return `a: &a [1]\nb: &b ${ten('a')}\nc: &c ${ten('b')}\nd: ${ten('c')}`;
}

/** Reads a text as both kinds; anything but a value or a ConfigError with positions fails. */
function survives(text: string): void {
  for (const parse of [parseLab, parseCampaign]) {
    try {
      parse(text, 'x.yaml');
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      expect(error.problems.length).toBeGreaterThan(0);
      for (const problem of error.problems) {
        expect(problem.line).toBeGreaterThanOrEqual(1);
        expect(problem.line).toBeLessThanOrEqual(text.split('\n').length);
        expect(problem.column).toBeGreaterThanOrEqual(1);
      }
    }
  }
}

describe('whatever a file holds, the answer is a configuration or a ConfigError', () => {
  it('for any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), survives), { numRuns: 300 });
  });

  it('for any JSON', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        survives(json);
      }),
      { numRuns: 300 },
    );
  });

  it('for any value in the place of a section', () => {
    const sections = fc.constantFrom(
      'instruments',
      'space',
      'fixed',
      'objectives',
      'limits',
      'budget',
      'approval',
    );
    fc.assert(
      fc.property(sections, fc.jsonValue(), (section, value) => {
        survives(JSON.stringify({ name: 'x', [section]: value }));
      }),
      { numRuns: 300 },
    );
  });

  it('for a good file with a stretch cut out or doubled', () => {
    const place = fc.nat({ max: Math.max(labText.length, campaignText.length) });
    const edit = fc.tuple(fc.constantFrom(labText, campaignText), place, fc.nat({ max: 40 }), fc.boolean());
    fc.assert(
      fc.property(edit, ([text, from, length, doubled]) => {
        const kept = doubled ? text.slice(from, from + length) + text.slice(from) : text.slice(from + length);
        survives(text.slice(0, from) + kept);
      }),
      { numRuns: 300 },
    );
  });
});
