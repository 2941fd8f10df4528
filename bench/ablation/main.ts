/** What each part of the planner is worth on the example campaign: `npm run bench:ablation -- [--seeds 6] [--variants 5]`. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadCampaign } from '../../config/load.js';
import { runCampaign, type CampaignRun } from '../loop/campaigns.js';
import { toReport } from './report.js';
import { chooserOf, VARIANTS, type Variant } from './variants.js';

const root = join(import.meta.dirname, '..', '..');
const { values: options } = parseArgs({
  options: {
    seeds: { type: 'string', default: '6' },
    variants: { type: 'string', default: String(VARIANTS.length) },
    campaign: { type: 'string', default: join(root, 'config', 'campaigns', 'longer-life.yaml') },
    out: { type: 'string', default: join(root, 'bench', 'results', 'ablation.md') },
  },
});

const campaign = await loadCampaign(options.campaign);
const worlds = Array.from({ length: Number(options.seeds) }, (_, seed) => String(seed));
const variants = VARIANTS.slice(0, Number(options.variants));
const runs = new Map<Variant, CampaignRun[]>(variants.map((variant) => [variant, []]));
for (const [k, world] of worlds.entries()) {
  for (const variant of variants) runs.get(variant)!.push(await run(variant, world));
  // After each world: a bench that is stopped leaves what it has.
  const report = toReport(campaign, runs, k + 1);
  mkdirSync(dirname(options.out), { recursive: true });
  writeFileSync(options.out, report);
  if (k + 1 === worlds.length) console.log(report);
}

/** All variants of a world begin with the same design and meet the same cells. */
async function run(variant: Variant, world: string): Promise<CampaignRun> {
  const folder = mkdtempSync(join(tmpdir(), 'ablation-'));
  try {
    const done = await runCampaign(campaign, chooserOf(variant, campaign, folder), world, 'planner');
    console.error(
      `world ${world}, ${variant}: ${done.best.at(-1)?.toFixed(3) ?? ''} %, ${done.failed} failed`,
    );
    return done;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
