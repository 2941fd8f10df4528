/** Inverse design on the simulated world: `npm run bench:design -- [--worlds 3] [--experiments 60]`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadCampaign } from '../../config/load.js';
import { runDesign, type DesignRun } from './run.js';
import { toReport } from './report.js';
import { tryByChance, tryByPlan } from './world.js';

const root = join(import.meta.dirname, '..', '..');
const { values } = parseArgs({
  options: {
    worlds: { type: 'string', default: '3' },
    experiments: { type: 'string', default: '60' },
    designs: { type: 'string', default: '100' },
    reference: { type: 'string', default: '200' },
    cycles: { type: 'string', default: '120' },
    campaign: { type: 'string', default: join(root, 'config', 'campaigns', 'longer-life.yaml') },
    out: { type: 'string', default: join(root, 'bench', 'results', 'design.md') },
  },
});

const loaded = await loadCampaign(values.campaign);
const cycles = Number(values.cycles);
const campaign = { ...loaded, fixed: { ...loaded.fixed, 'cycling.cycles': cycles } };
const setting = {
  campaign: campaign.name,
  experiments: Number(values.experiments),
  designs: Number(values.designs),
  reference: Number(values.reference),
  cycles,
};
const runs: DesignRun[] = [];
for (let world = 0; world < Number(values.worlds); world++) {
  const knownBy = {
    chance: tryByChance(campaign, String(world), setting.experiments, 'known'),
    campaign: tryByPlan(campaign, String(world), setting.experiments),
  };
  const reference = tryByChance(campaign, String(world), setting.reference, 'reference');
  for (const [by, known] of Object.entries(knownBy)) {
    for (const quantity of ['capacity_retention', 'fluorine_fraction']) {
      const asked = { campaign, world: String(world), quantity, count: setting.designs };
      runs.push(runDesign({ ...asked, knownBy: by, known, reference }));
      console.error(JSON.stringify(runs.at(-1)));
      mkdirSync(dirname(values.out), { recursive: true });
      writeFileSync(values.out, toReport(runs, setting));
    }
  }
}
