/** An agent on a host in simulated time: campaign, schedules, outbox and operators' desk, on a lab that outlives it. */
import { doing } from '../agent/supervision/doing.js';
import { figure } from '../../agent/analysis/figure.js';
import { Approvals } from '../../agent/campaign/approvals.js';
import { Campaign } from '../../agent/campaign/campaign.js';
import { Gate } from '../../agent/campaign/closures.js';
import { Conduct } from '../../agent/campaign/conduct.js';
import { heldByPerson } from '../../agent/campaign/hold.js';
import { Leases } from '../../agent/campaign/leases.js';
import { NextExperiment } from '../../agent/campaign/next-experiment.js';
import { OwnProposals } from '../../agent/campaign/own-proposals.js';
import { Prompts } from '../../agent/campaign/prompts.js';
import { Shelf } from '../../agent/campaign/shelf.js';
import { Maintenance } from '../../agent/maintenance/maintenance.js';
import { BackupRoutine } from '../../agent/operations/backup-routine.js';
import { HealthMonitor, type Health } from '../../agent/operations/health.js';
import { OutboxStore } from '../../agent/record/outbox-store.js';
import type { LabRecord } from '../../agent/record/record.js';
import { Outbox } from '../../agent/supervision/outbox.js';
import { RequestDesk } from '../../agent/supervision/request-desk.js';
import type { CampaignConfig } from '../../config/campaign.js';
import type { MaintenanceWindow } from '../../config/maintenance.js';
import type { Clock } from '../../core/clock.js';
import { aProposal } from '../agent/campaign/an-agent.js';
import type { FakeLab } from '../agent/campaign/fake-lab.js';
import type { RecordFolder } from '../agent/a-record.js';
import { Life } from '../agent/experiment/mortality.js';

const MINUTE_MS = 60_000;
/** As the agent's own, but for the pace: a look every ten minutes instead of five times a second. */
export const PATIENCE = {
  pollMs: 10 * MINUTE_MS,
  rowsMs: 60 * MINUTE_MS,
  linkMs: 360 * MINUTE_MS,
  safeMs: 60 * MINUTE_MS,
};

/** How often the schedules look. */
const BEAT_MS = 15 * MINUTE_MS;

export interface Circumstances {
  readonly folder: RecordFolder;
  readonly lab: FakeLab;
  readonly clock: Clock;
  readonly config: CampaignConfig;
  readonly windows: Readonly<Record<string, MaintenanceWindow>>;
}

/** What the agent was seen to do, over all its lives. */
export class Sightings {
  /** Times awake between two attempts at a backup, ms; of each life apart. */
  readonly backupGapsMs: number[] = [];
  /** Sequence numbers as the broker got them. */
  readonly told: number[] = [];
  readonly troubles: string[] = [];
  /** The smallest number of each name that the agent said of its health. */
  readonly least = new Map<string, number>();

  see(health: Health): void {
    for (const [name, value] of Object.entries(health)) {
      if (typeof value === 'number') this.least.set(name, Math.min(value, this.least.get(name) ?? Infinity));
    }
  }
}

/** What is under way on a record. */
export class Activity {
  private writes = 0;
  private readonly queries = new Set<string>();

  get isBusy(): boolean {
    return this.writes > 0 || this.queries.size > 0;
  }

  /** The ends of transactions are no queries to Knex, so writes are counted by themselves. */
  watch(record: LabRecord): void {
    const append = record.append.bind(record);
    const appendRows = record.appendRows.bind(record);
    const keepReport = record.keepReport.bind(record);
    const replaceCycles = record.replaceCycles.bind(record);
    record.append = (...events) => this.during(append(...events));
    record.appendRows = (jobId, table, closed) => this.during(appendRows(jobId, table, closed));
    record.keepReport = (jobId, message) => this.during(keepReport(jobId, message));
    record.replaceCycles = (jobId, cycles) => this.during(replaceCycles(jobId, cycles));
    const idOf = ({ __knexQueryUid: id }: { __knexQueryUid?: string }): string => id ?? '';
    record.db.on('query', (query: object) => this.queries.add(idOf(query)).delete(''));
    record.db.on('query-response', (_rows: unknown, query: object) => this.queries.delete(idOf(query)));
    record.db.on('query-error', (_error: unknown, query: object) => this.queries.delete(idOf(query)));
  }

  private async during<T>(write: Promise<T>): Promise<T> {
    this.writes += 1;
    try {
      return await write;
    } finally {
      this.writes -= 1;
    }
  }
}

export class AgentInTime {
  private isOnline = true;
  private isOver = false;
  private backedUpMs: number | undefined;
  private readonly routine: BackupRoutine;
  private readonly outbox: Outbox;
  readonly desk: RequestDesk;

  private constructor(
    readonly record: LabRecord,
    readonly campaign: Campaign,
    private readonly maintenance: Maintenance,
    store: OutboxStore,
    private readonly sightings: Sightings,
    private readonly around: Circumstances,
  ) {
    const { clock } = around;
    const onTrouble = this.note.bind(this);
    const backUp = this.backUp.bind(this);
    this.routine = new BackupRoutine({ record, backUp, folder: around.folder.folder, clock, onTrouble });
    const line = {
      publish: async ({ seq }: { seq: number }) => this.isOnline && sightings.told.push(seq) > 0,
      withhold: async () => false,
    };
    const live = Object.defineProperty({ ...line, isUp: true }, 'isUp', { get: () => this.isOnline });
    this.outbox = new Outbox({ store, line: live, clock, onTrouble, onWithheld: () => undefined });
    record.onEvent(() => {
      this.outbox.wake();
    });
    this.desk = new RequestDesk({
      clock,
      commands: doing([]),
      journal: {
        asked: async () => undefined,
        answered: async () => undefined,
        hadBefore: () => false,
      },
      onTrouble,
    });
  }

  static async start(around: Circumstances, activity: Activity, sightings: Sightings): Promise<AgentInTime> {
    const { folder, clock, windows } = around;
    reach(around.lab, () => undefined);
    const record = await folder.open(clock);
    activity.watch(record);
    const onTrouble = (error: Error): void => void sightings.troubles.push(error.message);
    const maintenance = new Maintenance({ windows, record, clock, onTrouble });
    const campaign = await campaignOn(record, maintenance, around);
    const store = await OutboxStore.open(record, 'mqtt');
    const agent = new AgentInTime(record, campaign, maintenance, store, sightings, around);
    await agent.begin();
    return agent;
  }

  setOnline(isOnline: boolean): void {
    this.isOnline = isOnline;
    this.outbox.wake();
  }

  /** The next look comes at once: on a real host it is seconds away, not a quarter of an hour. */
  async look(): Promise<void> {
    this.campaign.prompts.look();
    this.campaign.approvals.look();
    await this.maintenance.look();
  }

  private async begin(): Promise<void> {
    const { campaign, record, maintenance, outbox, sightings } = this;
    const { lab, clock } = this.around;
    const planner = { activity: { planning: false, plans: 0, lastPlanS: 0 } };
    const reached = lab.reachedBy(new Life(Infinity));
    const health = new HealthMonitor({
      alarms: { unseen: 0 },
      ...{ record, lab: reached, campaign, outbox, link: clock, labClock: clock },
      planner,
      bus: { link: 'up' },
    });
    await record.append({ kind: 'agent.started', subject: 'agent', body: { pid: 1 } });
    await maintenance.look();
    outbox.start();
    campaign.run(new AbortController().signal).catch(this.note.bind(this));
    void this.every(BEAT_MS, () => {
      sightings.see(health.read());
    });
    void this.every(BEAT_MS, () => this.routine.beat());
    void this.every(BEAT_MS, () => this.look());
  }

  private async every(ms: number, act: () => unknown): Promise<never> {
    for (;;) {
      await this.around.clock.sleep(ms);
      await act();
    }
  }

  private async backUp(): Promise<void> {
    const nowMs = this.around.clock.monotonic();
    if (this.backedUpMs !== undefined) this.sightings.backupGapsMs.push(nowMs - this.backedUpMs);
    this.backedUpMs = nowMs;
  }

  /** As after `kill -9`: what it would still say is heard by nobody. */
  async die(): Promise<void> {
    this.isOver = true;
    reach(this.around.lab, () => 'hang');
    await this.record.close();
  }

  private note(error: unknown): void {
    if (this.isOver) return;
    this.sightings.troubles.push(error instanceof Error ? error.message : String(error));
  }
}

/** How all instruments answer from now on. */
export function reach(lab: FakeLab, disturb: FakeLab['robot']['disturb']): void {
  for (const each of [lab.robot, lab.cycler, lab.station]) each.disturb = disturb;
}

async function campaignOn(
  record: LabRecord,
  maintenance: Maintenance,
  { lab, clock, config }: Circumstances,
): Promise<Campaign> {
  const id = 'C1';
  const definition = { name: config.name, seed: '1', definition: config };
  if (record.length === 0) await record.append({ kind: 'campaign.opened', subject: id, body: definition });
  const leases = new Leases(record, maintenance);
  await leases.load();
  const reached = lab.reachedBy(new Life(Infinity));
  const analyse = () => [figure('capacity_retention', { value: 90, standardUncertainty: 1 })];
  const onTrouble = (error: Error): never => {
    throw error;
  };
  const prompts = new Prompts({ record, lab: clock, answerWithinMs: 24 * 60 * MINUTE_MS, onTrouble });
  const tools = { record, link: clock, patience: PATIENCE, lab: reached, leases, prompts };
  const conduct = new Conduct({
    ...tools,
    examine: () => undefined,
    analyse,
  });
  const { limits } = reached;
  const planner = { propose: async () => [aProposal({ 'additive.VC': 2 })] };
  const approvals = new Approvals({
    ...{ campaignId: id, record, lab: clock, approval: config.approval, onTrouble },
  });
  const shelf = new Shelf(record, reached.robot);
  const deciding = { campaignId: id, config, seed: '1', record, planner, approvals, limits };
  const next = new NextExperiment({ ...deciding, shelf });
  const own = new OwnProposals({ ...deciding, link: clock });
  const held = await heldByPerson(record, id);
  return new Campaign({
    id,
    config,
    record,
    next,
    conduct,
    robot: reached.robot,
    prompts,
    approvals,
    own,
    steps: new Gate(),
    held,
  });
}
