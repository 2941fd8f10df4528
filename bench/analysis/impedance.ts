/**
 * Resistances told from simulated spectra against the truth of the cells: `npx tsx bench/analysis/impedance.ts [--spectra 500]
 * [--seed 1]`; with `--learn 120`, the build of the cells from as many spectra instead.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Build } from '../../agent/analysis/impedance/build.js';
import { impedanceFigures } from '../../agent/analysis/impedance/impedance-figures.js';
import { learnBuild } from '../../agent/analysis/impedance/learn-build.js';
import { readSpectrum } from '../../agent/analysis/impedance/spectrum.js';
import { ORDINARY_INSTRUMENTS } from '../../agent/analysis/instrument-budget.js';
import { buildOf } from '../../agent/experiment/cell-build.js';
import { loadCampaign } from '../../config/load.js';
import { SystemClock } from '../../core/clock.js';
import { agedSpectra, type AgedSpectrum } from './aged-spectra.js';
import { report, type Told } from './report.js';

const root = join(import.meta.dirname, '..', '..');
const { values: options } = parseArgs({
  options: {
    spectra: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    learn: { type: 'string' },
    campaign: { type: 'string', default: join(root, 'config', 'campaigns', 'longer-life.yaml') },
    out: { type: 'string', default: join(root, 'bench', 'results', 'analysis-impedance.md') },
  },
});

/** Blunt first guesses of film and both electrodes of a coin cell, F; known to a factor of 20 either way. */
const GUESS_F = [2e-5, 2e-4, 2e-3];
const ROUNDS = 40;

const clock = new SystemClock();
const campaign = await loadCampaign(options.campaign);
const count = Number(options.learn ?? options.spectra);
const spectra = agedSpectra(campaign, options.seed, count, (done) => {
  console.error(`${done} of ${count}`);
});
if (options.learn === undefined) writeReport();
else console.log(JSON.stringify(learned(), undefined, 2));

function learned(): Build {
  const guess = GUESS_F.map((farad) => ({
    logFarad: { mean: Math.log(farad), sd: 1.5 },
    exponent: { mean: 0.85, sd: 0.07 },
  }));
  const read = spectra.spectra.flatMap(({ table }) => readSpectrum(table).spectrum ?? []);
  return learnBuild(read, guess, ORDINARY_INSTRUMENTS, ROUNDS);
}

function writeReport(): void {
  const text = report({
    ...{ spectra: spectra.spectra, recipes: spectra.recipes, seed: options.seed },
    date: new Date(clock.now()).toISOString().slice(0, 10),
    cores: cpus().length,
    known: told(buildOf('coin-2032-NMC811-graphite')),
    unknown: told(undefined),
  });
  mkdirSync(dirname(options.out), { recursive: true });
  writeFileSync(options.out, text);
  console.log(text);
}

function told(build: Build | undefined): Told[] {
  return spectra.spectra.map(({ table }: AgedSpectrum) => {
    const fromMs = clock.monotonic();
    const before = process.cpuUsage();
    const figures = impedanceFigures(table, ORDINARY_INSTRUMENTS, build);
    const { user, system } = process.cpuUsage(before);
    return { figures, wallMs: clock.monotonic() - fromMs, cpuMs: (user + system) / 1000 };
  });
}
