/** Writes docs/asyncapi.json, the contract over MQTT under the default base topic: `npx tsx scripts/write-contract.ts`. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { asyncApi } from '../agent/supervision/contract/async-api.js';

const path = fileURLToPath(new URL('../docs/asyncapi.json', import.meta.url));
writeFileSync(path, `${JSON.stringify(asyncApi('interphase'), null, 2)}\n`);
