/**
 * Reduction peaks of additives against the truth of simulated cells:
 * `npx tsx bench/analysis/reduction-peaks.ts --cells 25 --without 120 --seed 1`.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SystemClock } from '../../core/clock.js';
import { seededRng } from '../../core/rng.js';
import { detectionLimits, type Limits } from './detection-limits.js';
import { tallyOf, type Tally } from './tally.js';
import { DOSES, drawConditions, firstCharge, type FirstCharge } from './trial-cells.js';

const { values: options } = parseArgs({
  options: {
    cells: { type: 'string', default: '25' },
    without: { type: 'string', default: '120' },
    seed: { type: 'string', default: '1' },
    out: {
      type: 'string',
      default: join(import.meta.dirname, '..', 'results', 'analysis-reduction-peaks.md'),
    },
  },
});
/** Rates of the detection limits, and cells at each dose. */
const LIMIT_RATES = [0.05, 0.2];
const LIMIT_CELLS = 5;

const without = draw(Number(options.without));
const tallies = Object.keys(DOSES).map((name) => tallyOf(name, draw(Number(options.cells), name), without));
const text = page(tallies, detectionLimits(LIMIT_RATES, LIMIT_CELLS, options.seed));
writeFileSync(options.out, text);
console.log(text);

function draw(count: number, name?: string): FirstCharge[] {
  return Array.from({ length: count }, (_, k) => {
    const seed = `${options.seed}/${name ?? 'none'}/${k}`;
    return firstCharge(drawConditions(seededRng(`${seed}/conditions`), name), seed);
  });
}

function page(found: readonly Tally[], limits: readonly Limits[]): string {
  const day = new Date(new SystemClock().now()).toISOString().slice(0, 10);
  return `# Reduction peaks of additives in the first charge

${day}; ${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}) shared with other work, Node.js ${process.version}. Repeat with:

    npx tsx bench/analysis/reduction-peaks.ts --cells ${options.cells} --without ${options.without} --seed ${options.seed}

Simulated NMC811/graphite coin cells, 1 mol/L LiPF6 in EC:EMC 3:7, each with its own variation and its own channel of the
tester (0.1 mV noise and resolution, 0.3 mV offset, a row every 120 s or 5 mV, lost rows). C-rate 0.03 to 0.3 /h,
temperature 20 to 55 Cel and dose are drawn evenly on a logarithmic scale. Truth: the terminal voltage at which the additive's
own reduction current (moles reduced a second times electrons times F) is largest in the same cell, computed with steps so
short that it does not depend on them. A hit lies within 20 mV. A species whose current never reaches a hundredth of the
charging current has no peak. Settings were chosen on cells of other seeds (\`tune\`).

| additive | dose / % | cells | with a peak | hits | misses | wrong place | false hits without additive | rms error / mV | within 2 u / % |
|---|---|---|---|---|---|---|---|---|---|
${found.map(tallyRow).join('\n')}

Detection limit: the smallest dose from which on all of ${LIMIT_CELLS} cells show the peak within 20 mV, at 25 Cel.

| additive | ${LIMIT_RATES.map((rate) => `at ${rate} /h, %`).join(' | ')} |
|---|${LIMIT_RATES.map(() => '---').join('|')}|
${limits.map(limitRow).join('\n')}

What is missed is masked: at a small dose or a fast charge the additive's current has not come down when EC's sets in 0.1 to
0.3 V later, so that the sum has a shoulder and no peak. TMSPi is reduced below EC's potential on a film that EC has closed.
A wrong place is one that lies too early: LiBOB and LiDFOB at small doses, most of them at C/10 or faster, peak broadly
between 1.9 and 2.2 V, just where the polarisation of the fresh cathode bends the base line; u does not cover that.
`;
}

function tallyRow(one: Tally): string {
  const dose = DOSES[one.name]!.join(' to ');
  const error = one.hits > 0 ? (1000 * one.rmsV).toFixed(1) : '';
  const covered = one.hits > 0 ? (100 * one.covered).toFixed(0) : '';
  const { name, cells, withPeak, hits, misses, wrong, falseHits } = one;
  return `| ${name} | ${dose} | ${cells} | ${withPeak} | ${hits} | ${misses} | ${wrong} | ${falseHits} of ${one.without} | ${error} | ${covered} |`;
}

function limitRow({ name, percent }: Limits): string {
  return `| ${name} | ${percent.map((each) => each ?? 'not up to 5').join(' | ')} |`;
}
