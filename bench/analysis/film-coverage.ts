/**
 * Film quantities against the truth of simulated films: `npx tsx bench/analysis/film-coverage.ts --films 500 --seed 1`.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SystemClock } from '../../core/clock.js';
import { coverageOf, drawFilm, type Coverage } from './films.js';

const { values: options } = parseArgs({
  options: {
    films: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: join(import.meta.dirname, '..', 'results', 'analysis-film.md') },
  },
});

const films = Array.from({ length: Number(options.films) }, (_, k) => drawFilm(`${options.seed}/${k}`));
const text = page(coverageOf(films));
writeFileSync(options.out, text);
console.log(text);

function page(rows: readonly Coverage[]): string {
  const day = new Date(new SystemClock().now()).toISOString().slice(0, 10);
  return `# Film quantities and their stated uncertainties

${day}; ${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}) shared with other work, Node.js ${process.version}. Repeat with:

    npx tsx bench/analysis/film-coverage.ts --films ${options.films} --seed ${options.seed}

Each film is grown by the first formation cycle of its own simulated cell: one or two additives, C-rate 0.03 to 1 /h and
temperature 20 to 55 Cel drawn, with the cell's own variation; each is seen by a station of its own calibration. An interval
is the figure plus or minus 1.96 of its standard uncertainties. Truth is the film of the cell, but for the fluorine of the
survey: that of the surface as rinsed on average, with the carbon that settles on any sample.

| quantity | films | 95 % intervals that hold the truth / % | mean error / mean u | rms error / u |
|---|---|---|---|---|
${rows.map(line).join('\n')}

Composition: the rinse takes a varying part of the soluble compounds, which no stated uncertainty covers; without carbon the
shares are free of the substrate and of what settled, not of that. Mass: a soft polymer is felt only in part, within the
stated uncertainty.
`;
}

function line({ quantity, count, covered, bias, rms }: Coverage): string {
  return `| ${quantity} | ${count} | ${(100 * covered).toFixed(1)} | ${bias.toFixed(2)} | ${rms.toFixed(2)} |`;
}
