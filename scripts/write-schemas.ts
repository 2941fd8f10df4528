/**
 * Writes the JSON Schemas of lab, campaign and recipe to config/schema, where the example files refer to them.
 * `npx tsx scripts/write-schemas.ts`, or with `--check` to fail (exit code 1) when a file is out of date.
 */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { schemaFiles } from '../config/json-schema.js';

const folder = fileURLToPath(new URL('../config/schema/', import.meta.url));

async function isCurrent(path: string, wanted: string): Promise<boolean> {
  return existsSync(path) && (await readFile(path, 'utf8')) === wanted;
}

async function main(checkOnly: boolean): Promise<void> {
  for (const [name, wanted] of Object.entries(schemaFiles())) {
    if (await isCurrent(folder + name, wanted)) continue;
    if (checkOnly) {
      console.error(`config/schema/${name} is out of date: run npx tsx scripts/write-schemas.ts`);
      process.exitCode = 1;
    } else {
      await writeFile(folder + name, wanted);
      console.log(`wrote config/schema/${name}`);
    }
  }
}

await main(process.argv.includes('--check'));
