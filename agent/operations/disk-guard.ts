/**
 * Watches the disk of the record: tells people in time, lets nothing begin when it is nearly full (no experiment, and no
 * further step of one under way), and gives the reserve back when it is full, for what runs at the instruments. Work goes on
 * by itself when there is space again, the campaign if nobody else has paused it.
 */
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { DISK_GUARD } from '../../config/own-names.js';
import type { Campaign } from '../campaign/campaign.js';
import type { Gate } from '../campaign/closures.js';
import type { CampaignState } from '../record/bodies/campaign.js';
import type { LabEvent, NewEvent } from '../record/lab-event.js';
import type { LabRecord } from '../record/record.js';
import type { Reserve } from '../record/reserve.js';
import { describeSpace, isWorse, levelAfter, type DiskLevel, type Space } from './disk-level.js';

export interface DiskGuardParts {
  readonly record: Pick<LabRecord, 'append' | 'onEvent' | 'onFull'>;
  readonly campaign: Pick<Campaign, 'heldBy' | 'pause' | 'resume'>;
  readonly gate: Pick<Gate, 'close' | 'open'>;
  readonly reserve: Pick<Reserve, 'make' | 'release'>;
  /** The folder of the record, and the space on its disk. */
  readonly data: string;
  readonly space: () => Promise<Space>;
  readonly onTrouble: (error: Error) => void;
}

export interface DiskSight {
  readonly level: DiskLevel;
  /** What was seen, with numbers and units. */
  readonly why: string;
}

const FULL = 'a write met a full disk; the reserve was given back for what is under way';

export class DiskGuard {
  private level: DiskLevel = 'ok';
  private latest: DiskSight = { level: 'ok', why: '' };
  private said: { readonly state: CampaignState; readonly actor: string } | undefined;
  private turn: Promise<void> = Promise.resolve();
  private closed = false;
  private readonly stopHearing: () => void;

  constructor(private readonly parts: DiskGuardParts) {
    this.stopHearing = parts.record.onEvent((event) => {
      this.hear(event);
    });
    parts.record.onFull(() => this.makeRoom());
  }

  /** As it was seen last, whether or not that could be recorded. */
  get sight(): DiskSight {
    return this.latest;
  }

  /** To be called every few seconds. Never rejects. */
  look(): Promise<void> {
    return this.inTurn(async () => {
      const { space, reserve } = this.parts;
      const seen = await space();
      const level = levelAfter(this.level, seen);
      // A quota leaves the disk free and its user without space: the reserve that cannot be made shows it.
      const roomy = level === 'critical' || (await reserve.make());
      await this.enter(roomy ? level : 'critical', describeSpace(seen));
    });
  }

  /** Nothing is watched any more; resolves when nothing is under way. */
  close(): Promise<void> {
    this.closed = true;
    this.stopHearing();
    return this.turn;
  }

  /** The record waits for this in the middle of a write: the alarm, a write itself, can only come after. */
  private async makeRoom(): Promise<boolean> {
    const freed = await this.parts.reserve.release();
    void this.inTurn(() => this.enter('critical', FULL));
    return freed;
  }

  /** Holding up first: it works even when its event finds no room. */
  private async enter(level: DiskLevel, why: string): Promise<void> {
    this.latest = { level, why };
    if (level === 'critical') await this.hold(why);
    else await this.letGo();
    if (level === this.level) return;
    await this.parts.record.append(noticeOf(level, isWorse(level, this.level), why, this.parts.data));
    this.level = level;
  }

  /** Again at each look while the record could not take it: people must be able to read why nothing begins. */
  private async hold(why: string): Promise<void> {
    const { campaign, gate } = this.parts;
    gate.close();
    const isOurs = campaign.heldBy === DISK_GUARD;
    if (isOurs && this.saidPaused) return;
    if (!isOurs && (campaign.heldBy !== undefined || this.said?.state === 'completed')) return;
    await campaign.pause(DISK_GUARD, `the disk is nearly full: ${why}`);
  }

  /** The campaign knows who holds it; the record may have had no room for it. */
  private async letGo(): Promise<void> {
    const { campaign, gate } = this.parts;
    gate.open();
    const isUnsaid = campaign.heldBy === undefined && this.saidPaused;
    if (campaign.heldBy === DISK_GUARD || isUnsaid) await campaign.resume(DISK_GUARD);
  }

  /** True while the last that was recorded of the campaign is our pause. */
  private get saidPaused(): boolean {
    return this.said?.state === 'paused' && this.said.actor === DISK_GUARD;
  }

  private hear(event: LabEvent): void {
    if (event.kind === 'campaign.state') this.said = event.body;
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    this.turn = this.turn
      .then(() => (this.closed ? undefined : work()))
      .catch((cause: unknown) => {
        this.parts.onTrouble(new Error(`the disk could not be looked after: ${String(cause)}`, { cause }));
      });
    return this.turn;
  }
}

function noticeOf(level: DiskLevel, worse: boolean, why: string, data: string): NewEvent {
  const advice = `free some: old logs and records set aside (*.damaged-*) in ${data}, backups on this disk (npx interphase restore ${join(data, 'record.sqlite')} --list)`;
  const text = {
    ok: `the disk of the record has space again: ${why}`,
    low: `the disk of the record is filling up: ${why}; ${advice}. At the next level no experiment and no step begins`,
    critical: `the disk of the record is nearly full: ${why}; no experiment begins, and those under way stop after their present step, until space is free; rows of what runs are still taken. Now ${advice}`,
  }[level];
  return { kind: 'notice', subject: 'disk', body: { level: worse ? 'alarm' : 'info', text } };
}

export async function spaceAt(path: string): Promise<Space> {
  const { bavail, blocks, bsize } = await statfs(path);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}
