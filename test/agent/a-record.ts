/** A record in a folder of its own, for tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock, type Clock } from '../../core/clock.js';
import { LabRecord } from '../../agent/record/record.js';
import type { NewEvent } from '../../agent/record/lab-event.js';
import { recipeOf } from '../../agent/experiment/recipe.js';

export const RECIPE = recipeOf({
  'solvent.EC': 0.3,
  'solvent.EMC': 0.7,
  'salt.LiPF6': 1,
  'additive.VC': 2,
  'rest.duration': 12,
  'formation.cRate': 0.1,
  'formation.temperature': 25,
  'formation.cycles': 2,
  'formation.upperVoltage': 4.2,
  'cycling.cRate': 1,
  'cycling.temperature': 40,
  'cycling.cycles': 20,
  'cycling.upperVoltage': 4.2,
  'cycling.lowerVoltage': 2.8,
});

export class RecordFolder {
  readonly folder = mkdtempSync(join(tmpdir(), 'record-'));
  readonly path = join(this.folder, 'record.sqlite');
  readonly troubles: Error[] = [];

  private readonly opened: LabRecord[] = [];

  async open(clock: Clock = new ManualClock()): Promise<LabRecord> {
    const record = await LabRecord.open(this.path, clock, clock, (error) => this.troubles.push(error));
    this.opened.push(record);
    return record;
  }

  async remove(): Promise<void> {
    for (const record of this.opened) await record.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A campaign with one proposal and one running experiment `E0001`. */
export const OPENING: readonly NewEvent[] = [
  { kind: 'campaign.opened', subject: 'C1', body: { name: 'test', seed: '1', definition: {} } },
  {
    kind: 'proposal.made',
    subject: 'P0001',
    body: {
      campaignId: 'C1',
      parameters: { 'additive.VC': 2 },
      source: 'cell-test',
      why: { reason: 'initial design' },
    },
  },
  { kind: 'proposal.decided', subject: 'P0001', body: { decision: 'accepted', reasons: [], actor: 'rules' } },
  {
    kind: 'experiment.started',
    subject: 'E0001',
    body: { campaignId: 'C1', proposalId: 'P0001', recipe: RECIPE, attempt: 1 },
  },
];
