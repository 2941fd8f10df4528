/** Who ranks recipes for a target best: `npx tsx bench/design/rankings.ts [--worlds 3] [--cycles 120] [--designs 100]`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadCampaign } from '../../config/load.js';
import { SystemClock } from '../../core/clock.js';
import { seededRng } from '../../core/rng.js';
import { openEngine } from '../../planner/generative/engine/engine.js';
import { mean } from '../statistics.js';
import { judge, type Judged } from './experts.js';
import { percent } from './report.js';
import { rarelyReached, tryByChance, tryOne, valueOf } from './world.js';

const root = join(import.meta.dirname, '..', '..');
const { values: options } = parseArgs({
  options: {
    worlds: { type: 'string', default: '3' },
    cycles: { type: 'string', default: '120' },
    designs: { type: 'string', default: '100' },
    campaign: { type: 'string', default: join(root, 'config', 'campaigns', 'longer-life.yaml') },
    out: { type: 'string', default: join(root, 'bench', 'results', 'design-rankings.md') },
  },
});

const KNOWN = 60;
const REFERENCE = 200;

type Ranking = (one: Judged) => number;
const clock = new SystemClock();
const engine = await openEngine({ clock });
const loaded = await loadCampaign(options.campaign);
const campaign = { ...loaded, fixed: { ...loaded.fixed, 'cycling.cycles': Number(options.cycles) } };
const lines: string[] = [];

for (let world = 0; world < Number(options.worlds); world++) {
  const known = tryByChance(campaign, String(world), KNOWN, 'known');
  const reference = tryByChance(campaign, String(world), REFERENCE, 'reference');
  for (const quantity of ['capacity_retention', 'fluorine_fraction']) {
    const least = rarelyReached(reference, quantity);
    const byChance = reference.filter((one) => valueOf(one, quantity) >= least).length / REFERENCE;
    const rng = seededRng(`${world}/${quantity}`);
    const { recipes, weights } = await judge({ campaign, known, quantity, least, engine, clock, rng });
    const rankings: Readonly<Record<string, Ranking>> = {
      'Gaussian process': ({ gp }) => gp,
      'both, weighed by held-out results': ({ gp, model }) => weights[0] * gp + weights[1] * model,
      'both alike': ({ gp, model }) => (gp + model) / 2,
      'generative model': ({ model }) => model,
    };
    for (const [name, probability] of Object.entries(rankings)) {
      const all = (one: Judged): number => probability(one) * one.made;
      const best = [...recipes].sort((a, b) => all(b) - all(a)).slice(0, Number(options.designs));
      const met = best.filter(({ parameters }, k) => {
        return valueOf(tryOne(campaign, String(world), parameters, `${quantity}/${k}`), quantity) >= least;
      });
      const share = met.length / best.length;
      lines.push(
        `| ${world} | ${quantity} >= ${least} % | ${name} | ${weights.map((w) => w.toFixed(2)).join(' / ')} | ${best.filter(({ drawn }) => drawn).length} | ${percent(mean(best.map(all)))} | ${percent(share)} | ${(share / byChance).toFixed(1)} |`,
      );
      console.error(lines.at(-1));
      mkdirSync(dirname(options.out), { recursive: true });
      writeFileSync(options.out, report());
    }
  }
}

function report(): string {
  const date = new Date(clock.now()).toISOString().slice(0, 10);
  return `# Who ranks recipes for a target best

${date}; ${cpus().length} cores, Node.js ${process.version}, ${engine.backend}. Repeat with:

    npx tsx bench/design/rankings.ts --worlds ${options.worlds} --cycles ${options.cycles} --designs ${options.designs}

The setting of [design](design.md): ${KNOWN} recipes by chance are known, the target is what one in forty of ${REFERENCE} others reaches. Recipes looked
at: those of the search of \`interphase design\`, and 300 that the generative model draws for a little more than the best known. It
learned from the same recipes with everything that was measured of them. The ${options.designs} best of each ranking are built and measured
once. Weights: of Gaussian process and generative model, by results that each had held out.

| world | target | ranked by | weights | drawn by the model | foretold | met | lift |
|---|---|---|---|---|---|---|---|
${lines.join('\n')}
`;
}
