import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { DEFINITIONS } from '../../agent/alarms/definitions.js';
import type { AlarmDefinition } from '../../agent/alarms/definition.js';
import { alarmsPage } from '../../agent/alarms/document.js';

const docs = join(import.meta.dirname, '../../docs');

/** As GitHub names them. */
function anchorsOf(page: string): string[] {
  const headings = readFileSync(join(docs, page), 'utf8').match(/^#+ .+$/gm) ?? [];
  return headings.map((line) => line.replace(/^#+ /, '').toLowerCase().replaceAll(' ', '-'));
}

describe('the page of alarms', () => {
  it('is current (npx tsx scripts/write-alarms.ts)', () => {
    expect(readFileSync(join(docs, 'alarms.md'), 'utf8')).toBe(alarmsPage());
  });

  it.each(Object.entries<AlarmDefinition>(DEFINITIONS))(
    'says of %s what to do, and where more is to be read',
    (id, definition) => {
      const { means, consequence, response, withinH, page } = definition;
      for (const sentence of [means, consequence, response]) expect(sentence).toMatch(/^[A-Z].{20,}\.$/);
      expect(withinH).toBeGreaterThan(0);
      const [file = '', anchor] = page.split('#');
      expect(existsSync(join(docs, file))).toBe(true);
      if (anchor !== undefined) expect(anchorsOf(file)).toContain(anchor);
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    },
  );
});
