import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { plannerSpace } from '../../../agent/campaign/search-space.js';
import { domainsOf } from '../../../agent/campaign/findings.js';
import { RECIPE } from '../../../planner/generative/data/domain.js';
import { loadCampaign } from '../../../config/load.js';
import type { Tried } from '../../design/world.js';
import { tryByChance } from '../../design/world.js';
import type { Dataset } from '../dataset.js';
import { datasetOf } from '../dataset.js';

const CAMPAIGN = join(import.meta.dirname, '..', '..', '..', 'config', 'campaigns', 'longer-life.yaml');
/** Of ageing, for each cell: a third of the campaign's, for the time that it takes. */
const CYCLES = 40;
const WORLD = '0';
const LIFE = 'capacity_retention';
/** Recipes tried for each that is wanted: about one in five fails and has no life. */
const TRIED = 1.3;
/** Figures of the ageing itself say the life, and are no domain beside it. */
const DOMAINS = ['formation', 'impedance', 'film'];

/** So many recipes of the example campaign by chance that did not fail, each built and measured once with a survey of its film. */
export async function simulated(count: number): Promise<Dataset> {
  const loaded = await loadCampaign(CAMPAIGN);
  const campaign = { ...loaded, fixed: { ...loaded.fixed, 'cycling.cycles': CYCLES } };
  const tries = Math.ceil(TRIED * count);
  const made = kept(tries, () => tryByChance(campaign, WORLD, tries, 'gain'))
    .flatMap(({ parameters, outcome }) =>
      'figures' in outcome ? [{ parameters, figures: outcome.figures }] : [],
    )
    .slice(0, count);
  const domains = made.map(({ figures }) =>
    domainsOf(Object.entries(figures).map(([quantity, value]) => ({ quantity, value }) as never)),
  );
  const measured = DOMAINS.map((name) => ({
    name,
    quantities: [...new Set(domains.flatMap((own) => Object.keys(own[name] ?? {})))].sort(),
  })).filter(({ quantities }) => quantities.length > 0);
  return datasetOf(
    {
      name: 'simulated',
      about: `ln of the fade in ${CYCLES} cycles of simulated cells, recipes of "${campaign.name}" by chance`,
      groupedBy: 'recipe',
      space: plannerSpace(campaign),
      measured,
      inputs: [[RECIPE]],
    },
    made.map(({ parameters, figures }, row) => ({
      ...{ parameters, group: String(row), target: Math.log(100 - figures[LIFE]!) },
      measured: Object.fromEntries(
        measured.map(({ name, quantities }) => [
          name,
          quantities.map((one) => domains[row]![name]?.[one] ?? NaN),
        ]),
      ),
    })),
  );
}

/** Cells take minutes of computing: they are kept in the folder for temporary files. */
function kept(count: number, make: () => Tried[]): Tried[] {
  const file = join(tmpdir(), 'interphase-bench', `simulated-${count}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Tried[];
  const tried = make();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(tried));
  return tried;
}
