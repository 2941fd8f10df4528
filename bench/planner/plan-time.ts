/** How long one proposal takes with many rows: `npx tsx bench/planner/plan-time.ts [--rows 300] [--variables 20] [--objectives 1,2] [--plans 20]`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { SystemClock } from '../../core/clock.js';
import { seededRng } from '../../core/rng.js';
import { plan } from '../../planner/plan.js';
import type { PlanRequest } from '../../planner/request.js';
import type { Parameters, Space } from '../../planner/space/space.js';
import { quantile } from '../statistics.js';

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '300' },
    variables: { type: 'string', default: '20' },
    objectives: { type: 'string', default: '1,2' },
    plans: { type: 'string', default: '20' },
    out: { type: 'string', default: join(import.meta.dirname, '..', 'results', 'plan-time.md') },
  },
});
const names = Array.from({ length: Number(options.variables) }, (_, k) => `u${k + 1}`);
const space: Space = {
  blocks: [],
  variables: names.map((name) => ({ name, kind: 'continuous', min: 0, max: 1, scale: 'linear' })),
  constraints: [],
};

/** A bowl for each objective, each with a minimum of its own along the diagonal, and noise of a twentieth. */
function requestOf(objectives: number, seed: number): PlanRequest {
  const rng = seededRng(`plan time ${seed}`);
  const aims = Array.from({ length: objectives }, (_, k) => `f${k + 1}`);
  const observations = Array.from({ length: Number(options.rows) }, () => {
    const parameters: Parameters = Object.fromEntries(names.map((name) => [name, rng.uniform()]));
    const value = (k: number): number =>
      names.reduce((sum, name) => sum + (Number(parameters[name]) - (k + 1) / (objectives + 1)) ** 2, 0);
    const results = aims.map((aim, k) => [aim, { value: value(k) + 0.05 * rng.normal() }] as const);
    return { parameters, results: Object.fromEntries(results) };
  });
  return {
    ...{ space, observations, failures: [], pending: [], count: 1, seed, n0: 2 },
    objectives: aims.map((name) => ({ name, direction: 'minimise' })),
  };
}

/** CPU time of each plan, s. */
function timesOf(objectives: number): number[] {
  const cpuS: number[] = [];
  for (let seed = 0; seed < Number(options.plans); seed++) {
    const request = requestOf(objectives, seed);
    const before = process.cpuUsage();
    plan(request);
    const { user, system } = process.cpuUsage(before);
    cpuS.push((user + system) / 1e6);
    console.error(`${objectives} objectives, seed ${seed}: ${cpuS.at(-1)!.toFixed(2)} s of CPU`);
  }
  return cpuS;
}

const lines = options.objectives.split(',').map((count) => {
  const cpuS = timesOf(Number(count));
  const cells = [0.5, 0.95].map((p) => quantile(cpuS, p).toFixed(2));
  return `| ${count} | ${options.rows} | ${options.variables} | ${options.plans} | ${cells.join(' | ')} |`;
});
const report = `# Time of one proposal

${new Date(new SystemClock().now()).toISOString().slice(0, 10)}; ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB of memory, Node.js ${process.version}. Repeat with:

    ${['npx tsx bench/planner/plan-time.ts', ...process.argv.slice(2)].join(' ')}

Models fitted from nothing, then one proposal by acquisition, on noisy bowls; each plan on other rows. The planner has one thread, so that
CPU time is its time on a machine that does nothing else.

| objectives | rows | variables | plans | CPU s, median | p95 |
|---|---|---|---|---|---|
${lines.join('\n')}
`;
mkdirSync(dirname(options.out), { recursive: true });
writeFileSync(options.out, report);
console.log(report);
