/** Looks at the lab and at the agent every second, hears the record, and says to the alarms what it finds. */
import type { Clock } from '../../../core/clock.js';
import type { Instrument, LinkState } from '../../../drivers/instrument.js';
import { heldUp, type HeldUp } from '../../campaign/hold.js';
import type { DiskGuard } from '../../operations/disk-guard.js';
import type { BackupRoutine } from '../../operations/backup-routine.js';
import { newestVerified } from '../../record/backup/backup-folder.js';
import type { LabEvent } from '../../record/lab-event.js';
import { openPrompts } from '../../record/prompts.js';
import type { LabRecord } from '../../record/record.js';
import type { Alarms } from '../alarms.js';
import { ClockWatch } from './clock-watch.js';
import { happeningIn } from './happening.js';
import { conditionsIn, type Sight } from './sight.js';

export interface WatcherParts {
  readonly alarms: Pick<Alarms, 'observe' | 'strike' | 'unwritable'>;
  readonly record: Pick<LabRecord, 'db' | 'onEvent'>;
  readonly instruments: readonly Pick<Instrument, 'id' | 'link'>[];
  readonly bus: { readonly link: LinkState };
  readonly disk: Pick<DiskGuard, 'sight'>;
  readonly backups: Pick<BackupRoutine, 'failure'>;
  readonly backupFolder: string;
  readonly planner: { readonly activity: { readonly planning: boolean; readonly plans: number } };
  /** How long a proposal may take, s. */
  readonly deadlineS: number;
  readonly routes: { readonly failing: ReadonlyMap<string, string> };
  /** Of the host. */
  readonly clock: Clock;
}

/** The folder of backups is read this often. */
const FOLDER_MS = 60_000;

export class Watcher {
  private held: HeldUp | undefined;
  private readonly questions = new Map<string, string>();
  private readonly clockWatch: ClockWatch;
  private backup: { readonly newestMs: number; readonly readMs: number };
  /** What the planner works at, since when it was seen to. */
  private plan: { readonly number: number; readonly sinceMs: number } | undefined;
  private stopHearing: () => void = () => undefined;

  constructor(private readonly parts: WatcherParts) {
    this.clockWatch = new ClockWatch(parts.clock);
    this.backup = { newestMs: parts.clock.now(), readMs: -Infinity };
  }

  /** Takes up the questions that are open, and hears of what happens from now on. */
  async start(): Promise<void> {
    const { record } = this.parts;
    for (const { id, question } of await openPrompts(record.db)) this.questions.set(id, question);
    this.stopHearing = record.onEvent((event) => {
      this.hear(event);
    });
  }

  /** To be called every second. Never rejects. */
  async look(): Promise<void> {
    const { alarms } = this.parts;
    const jump = this.clockWatch.look();
    if (jump) await alarms.strike(jump);
    await alarms.observe(conditionsIn(this.sight()));
  }

  close(): void {
    this.stopHearing();
  }

  private hear(event: LabEvent): void {
    if (event.kind === 'campaign.state') this.held = heldUp(event);
    if (event.kind === 'prompt.raised') this.questions.set(event.subject, event.body.question);
    if (event.kind === 'prompt.answered') this.questions.delete(event.subject);
    const ids = this.parts.instruments.map(({ id }) => id);
    const happening = happeningIn(event, ids);
    if (happening) void this.parts.alarms.strike(happening);
  }

  private sight(): Sight {
    const { instruments, bus, disk, backups, alarms, routes, deadlineS } = this.parts;
    return {
      instruments,
      broker: bus.link,
      disk: disk.sight,
      backupAgeS: this.backupAgeS(),
      backupFailure: backups.failure,
      held: this.held,
      questions: this.questions,
      planning: { forS: this.planningS(), deadlineS },
      unwritable: alarms.unwritable,
      failingRoutes: routes.failing,
    };
  }

  private backupAgeS(): number {
    const { clock, backupFolder } = this.parts;
    if (clock.monotonic() - this.backup.readMs >= FOLDER_MS) {
      const newestMs = newestIn(backupFolder) ?? this.backup.newestMs;
      this.backup = { newestMs, readMs: clock.monotonic() };
    }
    return (clock.now() - this.backup.newestMs) / 1000;
  }

  /** The planner says that it works, and how many it has made: one that takes long keeps the number. */
  private planningS(): number {
    const { planner, clock } = this.parts;
    const { planning, plans: number } = planner.activity;
    const nowMs = clock.monotonic();
    if (!planning) this.plan = undefined;
    else if (this.plan?.number !== number) this.plan = { number, sinceMs: nowMs };
    return (nowMs - (this.plan?.sinceMs ?? nowMs)) / 1000;
  }
}

/** A folder that cannot be read holds nothing that would be of use. */
function newestIn(folder: string): number | undefined {
  try {
    return newestVerified(folder)?.atMs;
  } catch {
    return undefined;
  }
}
