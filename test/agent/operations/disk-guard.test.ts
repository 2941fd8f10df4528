import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DiskGuard } from '../../../agent/operations/disk-guard.js';
import { Gate } from '../../../agent/campaign/closures.js';
import type { LabRecord } from '../../../agent/record/record.js';
import { OPENING, RecordFolder } from '../a-record.js';

const GB = 1e9;

/** Says what it does to the record, as a campaign does. */
class PausableCampaign {
  heldBy: string | undefined;

  constructor(private readonly record: LabRecord) {}

  async pause(actor: string, reason: string): Promise<void> {
    this.heldBy = actor;
    await this.record.append({
      kind: 'campaign.state',
      subject: 'C1',
      body: { state: 'paused', reason, actor },
    });
  }

  async resume(actor: string): Promise<void> {
    this.heldBy = undefined;
    await this.record.append({
      kind: 'campaign.state',
      subject: 'C1',
      body: { state: 'running', reason: 'resumed', actor },
    });
  }
}

describe('the disk guard', () => {
  let folder: RecordFolder;
  let record: LabRecord;
  let campaign: PausableCampaign;
  let guard: DiskGuard;
  let gate: Gate;
  let freeGB: number;
  let reserve: { held: boolean; fits: boolean };
  const troubles: string[] = [];

  beforeEach(async () => {
    folder = new RecordFolder();
    record = await folder.open();
    await record.append(OPENING[0]!);
    campaign = new PausableCampaign(record);
    freeGB = 5;
    reserve = { held: false, fits: true };
    troubles.length = 0;
    gate = new Gate();
    guard = new DiskGuard({
      record,
      campaign,
      gate,
      data: '/lab/data',
      reserve: {
        make: async () => (reserve.held = reserve.fits),
        release: async () => {
          const { held } = reserve;
          reserve.held = false;
          return held;
        },
      },
      space: async () => {
        if (freeGB < 0) throw new Error('no such disk');
        return { freeBytes: freeGB * GB, totalBytes: 30 * GB };
      },
      onTrouble: (error) => troubles.push(error.message),
    });
  });
  afterEach(() => folder.remove());

  const seeing = async (...free: number[]): Promise<void> => {
    for (freeGB of free) await guard.look();
  };
  const said = async (): Promise<string[]> => {
    const rows = await record
      .db('events')
      .whereNot({ kind: 'campaign.opened' })
      .orderBy('seq')
      .pluck<string[]>('body');
    return rows.map((row) => {
      const body = JSON.parse(row) as { level?: string; state?: string; actor?: string };
      return body.level ?? `${body.state} by ${body.actor}`;
    });
  };

  it('raises an alarm once when space is low, and says when it is back', async () => {
    await seeing(5, 1.9, 1.8, 1.7, 5, 5);
    expect(await said()).toEqual(['alarm', 'info']);
    expect(campaign.heldBy).toBeUndefined();
    expect(reserve.held).toBe(true);
  });

  it('pauses the campaign at the last level and lets it go on when there is space, with a margin', async () => {
    await seeing(0.4, 0.4);
    expect(campaign.heldBy).toBeDefined();
    await seeing(0.55);
    expect(campaign.heldBy).toBeDefined();
    await seeing(5);
    expect(campaign.heldBy).toBeUndefined();
    expect(await said()).toEqual(['paused by disk-guard', 'alarm', 'running by disk-guard', 'info']);
  });

  it('keeps the next steps waiting at the last level, whoever has paused the campaign', async () => {
    let told = 0;
    gate.onChange(() => (told += 1));
    await campaign.pause('jane', 'coffee');
    await seeing(0.4);
    expect(gate.isHeld()).toBe(true);
    await seeing(0.55);
    expect({ isHeld: gate.isHeld(), told }).toEqual({ isHeld: true, told: 1 });
    await seeing(5);
    expect({ isHeld: gate.isHeld(), told }).toEqual({ isHeld: false, told: 2 });
  });

  it('names what can be deleted and the command that shows more', async () => {
    await seeing(0.4);
    const bodies = await record.db('events').where({ kind: 'notice' }).pluck<string[]>('body');
    expect(bodies).toEqual([
      expect.stringMatching(
        /after their present step.*\/lab\/data.*npx interphase restore \/lab\/data\/record.sqlite --list/,
      ),
    ]);
  });

  it('does not go on with what a person paused, before or after', async () => {
    await campaign.pause('jane', 'coffee');
    await seeing(0.4, 5);
    expect(campaign.heldBy).toBeDefined();
    await campaign.resume('jane');
    await seeing(0.4);
    await campaign.pause('jane', 'stays so');
    await seeing(5);
    expect(campaign.heldBy).toBeDefined();
  });

  it('leaves a campaign alone that is through', async () => {
    const body = { state: 'completed', reason: 'budget', actor: 'rules' } as const;
    await record.append({ kind: 'campaign.state', subject: 'C1', body });
    await seeing(0.4, 5);
    expect(await said()).toEqual(['completed by rules', 'alarm', 'info']);
  });

  it('gives the reserve back when a write meets a full disk, and records the alarm and the pause', async () => {
    await seeing(5);
    await record.db.raw('PRAGMA max_page_count = 1');
    const full = record.append({
      kind: 'notice',
      subject: 'lab',
      body: { level: 'info', text: 'x'.repeat(90_000) },
    });
    await expect(full).rejects.toMatchObject({ fault: 'full' });
    expect(reserve.held).toBe(false);
    await record.db.raw('PRAGMA max_page_count = 100000');
    reserve.fits = false;
    await seeing(5);
    expect(campaign.heldBy).toBeDefined();
    reserve.fits = true;
    await seeing(5);
    expect(campaign.heldBy).toBeUndefined();
    expect(reserve.held).toBe(true);
    expect(await said()).toEqual(['paused by disk-guard', 'alarm', 'running by disk-guard', 'info']);
  });

  /** Nothing is written, as on a disk that another program has filled. */
  const withoutRoom = async (act: () => Promise<void>): Promise<void> => {
    await record.db.raw('PRAGMA query_only = 1');
    await act();
    await record.db.raw('PRAGMA query_only = 0');
  };

  it('lets a campaign go on whose pause could not be recorded', async () => {
    await withoutRoom(() => seeing(0.4, 0.4));
    expect(campaign.heldBy).toBe('disk-guard');
    await seeing(5);
    expect(campaign.heldBy).toBeUndefined();
    expect(await said()).toEqual(['running by disk-guard']);
    expect(troubles).toHaveLength(2);
  });

  it('records its pause, and that it is over, as soon as either finds room', async () => {
    await withoutRoom(() => seeing(0.4));
    await seeing(0.4, 0.4);
    expect(await said()).toEqual(['paused by disk-guard', 'alarm']);
    await withoutRoom(() => seeing(5));
    await seeing(5, 5);
    expect(await said()).toEqual(['paused by disk-guard', 'alarm', 'running by disk-guard', 'info']);
  });

  it('survives a disk that cannot be asked, and says so', async () => {
    await seeing(-1);
    expect(troubles).toEqual([expect.stringContaining('no such disk')]);
    await seeing(0.4);
    expect(campaign.heldBy).toBeDefined();
  });

  it('does nothing more when it is closed', async () => {
    await guard.close();
    await seeing(0.4);
    expect(await said()).toEqual([]);
  });
});
