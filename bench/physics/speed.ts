/** CPU seconds of 500 full cycles of a coin cell, the best of six, alone in a process: `npx tsx bench/physics/speed.ts`. */
import { makeCell, VC2 } from './cells.js';
import { runReference } from './reference-campaign.js';

const seconds = Array.from({ length: 6 }, () => {
  const cell = makeCell(VC2);
  const before = process.cpuUsage();
  runReference(cell);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
});
console.log(Math.min(...seconds).toFixed(3));
