/** The JSON Schemas (draft 2020-12) that editors use for completion, made from the same zod schemas that check. */
import { z } from 'zod';
import { campaignSchema } from './campaign.js';
import { labSchema } from './lab.js';
import { recipeSchema } from './recipe-file.js';
import { tableSpaceSchema } from './table-space.js';

/** The parts of a JSON Schema that this project's schemas use. */
export interface SchemaNode {
  readonly type?: string;
  readonly description?: string;
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: SchemaNode | boolean;
  readonly propertyNames?: { readonly enum?: readonly string[] };
  readonly items?: SchemaNode;
  readonly oneOf?: readonly SchemaNode[];
}

/** To make one takes longer than to check a file by it. */
const made = new WeakMap<z.ZodType, SchemaNode>();

/** The schema of what a person writes: a field with a default may be left out. */
export function jsonSchema(schema: z.ZodType): SchemaNode {
  const node = made.get(schema) ?? (z.toJSONSchema(schema, { io: 'input' }) as SchemaNode);
  made.set(schema, node);
  return node;
}

/** File name to content of every schema file, each ending in a newline. */
export function schemaFiles(): Record<string, string> {
  return {
    'lab.schema.json': text(labSchema),
    'campaign.schema.json': text(campaignSchema),
    'recipe.schema.json': text(recipeSchema),
    'table-space.schema.json': text(tableSpaceSchema),
  };
}

function text(schema: z.ZodType): string {
  return `${JSON.stringify(jsonSchema(schema), null, 2)}\n`;
}
