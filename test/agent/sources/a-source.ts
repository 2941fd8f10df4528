/** A campaign with sources from elsewhere, and the files that these name, in a folder that goes with the test. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import type { CampaignConfig } from '../../../config/campaign.js';
import { parseCampaign } from '../../../config/load.js';

export const folder = mkdtempSync(join(tmpdir(), 'sources-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

export function written(name: string, lines: readonly string[]): void {
  writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
}

/** @param sources entries beside that of the cells, as YAML */
export function aCampaignWith(...sources: readonly string[]): CampaignConfig {
  const text = `
name: test
objectives: [{ quantity: capacity_retention, unit: '%', direction: maximise }]
outcomes: [{ quantity: dc_resistance, unit: Ohm, max: 30 }]
space:
  fractions: [{ name: solvent, components: { EC: {}, EMC: {} }, resolution: 0.05 }]
  variables: [{ name: additive.VC, kind: continuous, min: 0, max: 5, unit: '%', resolution: 0.5 }]
fixed: { cycling.cycles: 20, cycling.temperature: 45 }
budget: { experiments: 6, inFlight: 1 }
planner: { initialDesign: 1 }
sources:
  - { name: cell-test }
${sources.map((source) => `  - ${source}`).join('\n')}
`;
  return parseCampaign(text, 'test.yaml');
}
