import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { jsonSchema, schemaFiles, type SchemaNode } from '../../config/json-schema.js';
import { campaignSchema } from '../../config/campaign.js';
import { labSchema } from '../../config/lab.js';
import { tableSpaceSchema } from '../../config/table-space.js';

describe('the JSON Schemas', () => {
  it.each(Object.entries(schemaFiles()))(
    '%s is up to date (npx tsx scripts/write-schemas.ts)',
    async (name, wanted) => {
      const present = await readFile(new URL(`../../config/schema/${name}`, import.meta.url), 'utf8');
      expect(present).toBe(wanted);
    },
  );

  it('say what every field means', () => {
    for (const schema of [labSchema, campaignSchema, tableSpaceSchema]) {
      expect(undescribed(jsonSchema(schema), '')).toEqual([]);
    }
  });
});

/** Paths of the fields without a description. */
function undescribed(node: SchemaNode, path: string): string[] {
  const children: [string, SchemaNode][] = Object.entries(node.properties ?? {});
  const own = children
    .filter(([, child]) => (child.description ?? '') === '')
    .map(([key]) => `${path}.${key}`);
  const deeper = children.flatMap(([key, child]) => undescribed(child, `${path}.${key}`));
  const alternatives = (node.oneOf ?? []).flatMap((option) => undescribed(option, path));
  const values =
    typeof node.additionalProperties === 'object' ? undescribed(node.additionalProperties, `${path}.*`) : [];
  const items = node.items === undefined ? [] : undescribed(node.items, `${path}[]`);
  return [...own, ...deeper, ...alternatives, ...values, ...items];
}
