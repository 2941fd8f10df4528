/** What another laboratory's table is worth to designs: `npx tsx bench/design/elsewhere.ts [--worlds 5]`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CampaignConfig } from '../../config/campaign.js';
import { loadCampaign } from '../../config/load.js';
import { SystemClock } from '../../core/clock.js';
import { design } from '../../planner/design/design.js';
import type { DesignRequest } from '../../planner/design/request.js';
import { mean } from '../statistics.js';
import { knownOf, rarelyReached, tryByChance, tryOne, valueOf, type Tried } from './world.js';

const root = join(import.meta.dirname, '..', '..');
const { values } = parseArgs({
  options: {
    worlds: { type: 'string', default: '5' },
    own: { type: 'string', default: '12' },
    others: { type: 'string', default: '48' },
    designs: { type: 'string', default: '40' },
    out: { type: 'string', default: join(root, 'bench', 'results', 'design-elsewhere.md') },
  },
});
const [worlds, own, others, designs] = [values.worlds, values.own, values.others, values.designs].map(Number);

const QUANTITY = 'capacity_retention';
const REFERENCE = 200;
const loaded = await loadCampaign(join(root, 'config', 'campaigns', 'longer-life.yaml'));

/** The campaign, its cells aged otherwise. */
function aged(cycles: number, temperatureCel: number): CampaignConfig {
  return {
    ...loaded,
    fixed: { ...loaded.fixed, 'cycling.cycles': cycles, 'cycling.temperature': temperatureCel },
  };
}

const here = aged(120, 45);
const there = aged(100, 40);

type Known = Pick<DesignRequest, 'observations' | 'failures' | 'lowFidelity'>;

/** What another laboratory tells of recipes: retentions, and no failures. */
function toldBy(source: string, tried: readonly Tried[]): DesignRequest['observations'] {
  return knownOf(here, tried).observations.map(({ parameters, results }) => ({
    ...{ parameters, source },
    results: { [QUANTITY]: results[QUANTITY]! },
  }));
}

function runsIn(
  world: string,
): { readonly known: string; readonly foretold: number; readonly met: number }[] {
  const ours = tryByChance(here, world, own!, 'known');
  const table = toldBy('table', tryByChance(there, world, others!, 'elsewhere'));
  const least = rarelyReached(tryByChance(here, world, REFERENCE, 'reference'), QUANTITY);
  const alone = knownOf(here, ours);
  const heard = { ...alone, observations: [...alone.observations, ...table] };
  const all = knownOf(here, [...ours, ...tryByChance(here, world, others!, 'elsewhere')]);
  const cases: Record<string, Known> = {
    [`${own} cells`]: alone,
    [`${own} cells, table of high fidelity`]: heard,
    [`${own} cells, table of low fidelity`]: { ...heard, lowFidelity: ['table'] },
    [`${own! + others!} cells`]: all,
  };
  return Object.entries(cases).map(([known, request]) => {
    const asked = { ...alone, ...request, targets: [{ name: QUANTITY, min: least }] };
    const { designs: found } = design({ ...asked, count: designs!, seed: world });
    const built = found.map(({ parameters }, k) => tryOne(here, world, parameters, `elsewhere/${k}`));
    return {
      known,
      foretold: mean(found.map(({ probability }) => probability)),
      met: built.filter((one) => valueOf(one, QUANTITY) >= least).length / built.length,
    };
  });
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;
const runs = Array.from({ length: worlds! }, (_, world) => {
  const own = runsIn(String(world));
  console.error(JSON.stringify(own));
  return own;
});
const lines = runs[0]!.map(({ known }, k) => {
  const own = runs.map((run) => run[k]!);
  const average = (of: (run: (typeof own)[number]) => number): string => percent(mean(own.map(of)));
  const each = own.map(({ foretold, met }) => `${percent(foretold)} / ${percent(met)}`);
  return `| ${[known, average(({ foretold }) => foretold), average(({ met }) => met), ...each].join(' | ')} |`;
});
const date = new Date(new SystemClock().now()).toISOString().slice(0, 10);
const report = `# What another laboratory's table is worth to designs

${date}; ${cpus().length} cores, load ${loadavg()[1]!.toFixed(1)}, Node.js ${process.version}. Repeat with:

    npx tsx bench/design/elsewhere.ts --worlds ${worlds} --own ${own} --others ${others} --designs ${designs}

${worlds} simulated worlds, the space of "${loaded.name}". The laboratory has built ${own} recipes by chance and aged them 120 cycles at 45 Cel; another
has built ${others} of its own and aged them 100 cycles at 40 Cel, and tells their retention. The target is the retention that one in forty of
${REFERENCE} other recipes by chance reaches; ${designs} designs for it are built once each. Foretold is their mean probability, met the share that
came. The last line is what as many cells of the laboratory's own would be worth.

| known | foretold | met | ${runs.map((_, world) => `world ${world}`).join(' | ')} |
|---|---|---|${runs.map(() => '---|').join('')}
${lines.join('\n')}
`;
mkdirSync(dirname(values.out), { recursive: true });
writeFileSync(values.out, report);
