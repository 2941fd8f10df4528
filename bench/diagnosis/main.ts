/** The agent's diagnosis against the journal of the lab: `npx tsx bench/diagnosis/main.ts --experiments 1000 --seed 1`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadCampaign } from '../../config/load.js';
import { SystemClock } from '../../core/clock.js';
import { seededRng } from '../../core/rng.js';
import { faultRates } from '../../simulators/faults/catalogue.js';
import { RecipeSource } from './recipes.js';
import { report } from './report.js';
import { runTrial, type Trial } from './trial.js';

const root = join(import.meta.dirname, '..', '..');
const { values: options } = parseArgs({
  options: {
    experiments: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    rates: { type: 'string', default: 'x1' },
    cycles: { type: 'string', default: '40' },
    world: { type: 'string', default: '0' },
    campaign: { type: 'string', default: join(root, 'config', 'campaigns', 'longer-life.yaml') },
    out: { type: 'string', default: join(root, 'bench', 'results', 'diagnosis.md') },
    cases: { type: 'string' },
  },
});

const clock = new SystemClock();
const startedMs = clock.monotonic();
const trials = await runAll();
const text = report(trials, { ...options, seconds: (clock.monotonic() - startedMs) / 1000 });
mkdirSync(dirname(options.out), { recursive: true });
writeFileSync(options.out, text);
console.log(text);
if (options.cases) writeFileSync(options.cases, trials.map((trial) => `${JSON.stringify(trial)}\n`).join(''));

async function runAll(): Promise<Trial[]> {
  const source = new RecipeSource(await loadCampaign(options.campaign), Number(options.cycles));
  const count = Number(options.experiments);
  const faults = faultRates(Number(options.rates.replace(/^x/, '')));
  const done: Trial[] = [];
  for (let k = 1; k <= count; k++) {
    const seed = `${options.seed}/${k}`;
    const drawn = source.draw(seededRng(`${seed}/recipe`));
    done.push(await runTrial(seed, drawn, { seed, world: options.world, faults }));
    if (k % 25 === 0 || k === count) progress(k, count);
  }
  return done;
}

function progress(k: number, count: number): void {
  const seconds = (clock.monotonic() - startedMs) / 1000;
  console.error(
    `${k} of ${count}, ${seconds.toFixed(0)} s, ${((seconds / k) * (count - k)).toFixed(0)} s to go`,
  );
}
