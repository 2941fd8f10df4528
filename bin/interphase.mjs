#!/usr/bin/env node
// The command line: makes the clone ready first, so that `npx interphase` works in a fresh one.
import { setUp } from '../scripts/setup.mjs';

setUp();
process.setSourceMapsEnabled(true);
const { main } = await import('../dist/agent/cli/main.js');
await main(process.argv.slice(2));
