/** The table of the impedance bench. */
import type { Figure } from '../../agent/analysis/figure.js';
import { IMPEDANCE_FIGURES } from '../../agent/analysis/impedance/impedance-figures.js';
import { quantile } from '../statistics.js';
import type { AgedSpectrum } from './aged-spectra.js';
import { coverage, trueOhms } from './resistance-coverage.js';

export interface Told {
  readonly figures: readonly Figure[];
  readonly wallMs: number;
  readonly cpuMs: number;
}

export interface Findings {
  readonly spectra: readonly AgedSpectrum[];
  readonly recipes: number;
  readonly seed: string;
  readonly date: string;
  readonly cores: number;
  /** With and without the build of the cells. */
  readonly known: readonly Told[];
  readonly unknown: readonly Told[];
}

export function report({ spectra, recipes, seed, date, cores, known, unknown }: Findings): string {
  const cycles = spectra.map((one) => one.cycles);
  return [
    '# Resistances from impedance spectra, against the truth',
    '',
    `${date}; ${cores} cores, Node.js ${process.version}. Repeat with:`,
    '',
    `    npx tsx bench/analysis/impedance.ts --spectra ${spectra.length} --seed ${seed}`,
    '',
    `${spectra.length} spectra of cells of ${recipes} recipes, up to four each (some did not live to be measured): recipes of the example`,
    `campaign and excursions from it, cells that differ as cells do, ${Math.min(...cycles)} to ${Math.max(...cycles)} cycles, measured by the station with`,
    'its own errors. The truth is what the physics held at that moment: the film arc of a simulated spectrum has the very',
    "resistance that lowers the cell's voltage. Inside: share of the 95 % intervals, of those given, that hold it.",
    '',
    ...table('The build of the cells is known (learned from 120 other spectra)', spectra, known),
    ...table('Nothing is known of the cells', spectra, unknown),
  ].join('\n');
}

function table(title: string, spectra: readonly AgedSpectrum[], told: readonly Told[]): string[] {
  const rows = IMPEDANCE_FIGURES.map((quantity) => {
    const judged = spectra.map(({ truth }, i) => ({
      quantity,
      figure: told[i]!.figures.find((one) => one.quantity === quantity)!,
      trueOhm: trueOhms(truth)[quantity]!,
    }));
    const { count, given, suspect, inside, ...relative } = coverage(judged);
    const cells = [
      ...[quantity, percent(given / count), percent(suspect / count), percent(inside / given)],
      `${percent(quantile(relative.relativeUncertainties, 0.5))}; ${percent(quantile(relative.relativeUncertainties, 0.95))}`,
      `${percent(quantile(relative.relativeErrors, 0.5))}; ${percent(quantile(relative.relativeErrors, 0.95))}`,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const ms = (of: 'wallMs' | 'cpuMs', p: number): string =>
    quantile(
      told.map((one) => one[of]),
      p,
    ).toFixed(0);
  return [
    `## ${title}`,
    '',
    '| quantity | given | of these suspect | inside | uncertainty: median; 95 % | error: median; 95 % |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
    `One spectrum takes ${ms('cpuMs', 0.5)} ms of processor time (95 %: ${ms('cpuMs', 0.95)} ms), ${ms('wallMs', 0.5)} ms on the clock of a shared machine.`,
    '',
  ];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
