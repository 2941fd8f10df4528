/** The composition root: the one place that knows every folder. Domain classes are built by factories and know no Nest. */
import { join } from 'node:path';
import {
  Inject,
  Module,
  Scope,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import type { MqttBus } from '../drivers/transports/mqtt-bus.js';
import type { PlanService } from '../planner/client.js';
import { Alarms } from './alarms/alarms.js';
import { AlarmsController } from './alarms/alarms.controller.js';
import { ALARM_PROVIDERS } from './alarms/alarms.module.js';
import { CalibrationController } from './calibration/calibration.controller.js';
import type { Campaign } from './campaign/campaign.js';
import { anyOf, Gate } from './campaign/closures.js';
import { makePlanner } from './campaign/make-planner.js';
import { openCampaign } from './campaign/open-campaign.js';
import { DesignController } from './design/design.controller.js';
import type { Lab } from './experiment/experiment.js';
import { Maintenance } from './maintenance/maintenance.js';
import { MaintenanceSchedule } from './maintenance/maintenance.schedule.js';
import { BackupRoutine } from './operations/backup-routine.js';
import { BackupSchedule } from './operations/backup.schedule.js';
import { BeatSchedule } from './operations/beat.schedule.js';
import { DiskGuard, spaceAt } from './operations/disk-guard.js';
import { DiskSchedule } from './operations/disk.schedule.js';
import { HealthMonitor } from './operations/health.js';
import { thisAgent } from './operations/lab-lease.js';
import { makeLabSafe } from './operations/safe-lab.js';
import { RawRetention } from './operations/raw-retention.js';
import { Readings } from './operations/readings.js';
import { StatusController } from './operations/status.controller.js';
import { backUp } from './record/backup/backup.js';
import { backupFolderOf } from './record/backup/backup-folder.js';
import type { LabRecord } from './record/record.js';
import { Reserve } from './record/reserve.js';
import { closeResources, type Resources } from './resources.js';
import type { AgentSetup } from './setup.js';
import { announceCampaign, announceMaintenance, announcePrompts } from './supervision/announcements.js';
import { followInFlight, takeUpInFlight } from './supervision/announce-in-flight.js';
import { eventOutbox } from './supervision/event-line.js';
import { InFlight } from './supervision/in-flight.js';
import type { Outbox } from './supervision/outbox.js';
import { Supervisor } from './supervision/supervisor.js';
import { BUS, CAMPAIGN, LAB, OUTBOX, PLANNER, RECORD, SETUP, SUPERVISOR } from './tokens.js';

function makeSupervisor(
  setup: AgentSetup,
  bus: MqttBus,
  record: LabRecord,
  campaign: Campaign,
  alarms: Alarms,
): Supervisor {
  return new Supervisor({
    bus,
    base: setup.config.supervision.baseTopic,
    holder: thisAgent(setup),
    clock: setup.link,
    commands: {
      pause: campaign.pause.bind(campaign),
      resume: campaign.resume.bind(campaign),
      stopAll: campaign.stopAll.bind(campaign),
      answer: campaign.prompts.answer.bind(campaign.prompts),
      acknowledge: alarms.acknowledge.bind(alarms),
      shelve: alarms.shelve.bind(alarms),
      unshelve: alarms.unshelve.bind(alarms),
    },
    journal: async ({ verb, actor, reason }) => {
      const body = { verb, actor, reason };
      await record.append({ kind: 'operator.acted', subject: campaign.id, body });
    },
    onTrouble: setup.onTrouble,
  });
}

/** How long the last events may take to reach the broker at the end; what is left goes out at the next start. */
const OUTBOX_END_MS = 3000;

function makeDiskGuard(
  { data, onTrouble }: AgentSetup,
  record: LabRecord,
  campaign: Campaign,
  gate: Gate,
): DiskGuard {
  const reserve = new Reserve(join(data, 'disk-reserve'));
  return new DiskGuard({ record, campaign, gate, reserve, data, space: () => spaceAt(data), onTrouble });
}

function makeBackupRoutine({ link: clock, onTrouble }: AgentSetup, record: LabRecord): BackupRoutine {
  const folder = backupFolderOf(record.path);
  const make = (signal: AbortSignal): Promise<unknown> => backUp(record.db, { folder, clock, signal });
  return new BackupRoutine({ record, backUp: make, folder, clock, onTrouble });
}

function makeMaintenance({ config, labClock, onTrouble }: AgentSetup, record: LabRecord): Maintenance {
  return new Maintenance({ windows: config.maintenance, record, clock: labClock, onTrouble });
}

function makeRawRetention({ config, link, onTrouble }: AgentSetup, record: LabRecord): RawRetention {
  return new RawRetention({ record, keepDays: config.record.keepRawDays, clock: link, onTrouble });
}

/** Progress reaches the operators, too. */
function withProgress(setup: AgentSetup, inFlight: InFlight): AgentSetup {
  const onProgress: AgentSetup['onProgress'] = (jobId, share) => {
    inFlight.progress(jobId, share);
    setup.onProgress(jobId, share);
  };
  return { ...setup, onProgress };
}

function makeReadings({ robot, cycler, station }: Lab, supervisor: Supervisor): Readings {
  return new Readings([robot, cycler, station], supervisor.publishReading.bind(supervisor));
}

@Module({})
export class AgentModule implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly announcements: (() => void)[] = [];

  constructor(
    @Inject(RECORD) readonly record: LabRecord,
    @Inject(BUS) readonly bus: MqttBus,
    @Inject(LAB) readonly lab: Lab,
    @Inject(PLANNER) private readonly planner: PlanService,
    @Inject(CAMPAIGN) private readonly campaign: Campaign,
    @Inject(SUPERVISOR) private readonly supervisor: Supervisor,
    @Inject(OUTBOX) private readonly outbox: Outbox,
    @Inject(RawRetention) private readonly retention: RawRetention,
    @Inject(Maintenance) private readonly maintenance: Maintenance,
    @Inject(InFlight) private readonly inFlight: InFlight,
    @Inject(SETUP) private readonly setup: AgentSetup,
  ) {}

  static for(setup: AgentSetup, { record, store, bus, lab }: Resources): DynamicModule {
    return {
      module: AgentModule,
      imports: [ScheduleModule.forRoot()],
      controllers: [StatusController, AlarmsController, CalibrationController, DesignController],
      providers: [
        { provide: SETUP, useValue: setup },
        { provide: RECORD, useValue: record },
        { provide: BUS, useValue: bus },
        { provide: LAB, useValue: lab },
        { provide: PLANNER, useFactory: () => makePlanner(setup, record) },
        { provide: Gate, useValue: new Gate() },
        {
          provide: CAMPAIGN,
          useFactory: (planner: PlanService, gate: Gate, maintenance: Maintenance, inFlight: InFlight) =>
            openCampaign(withProgress(setup, inFlight), record, lab, planner, anyOf(gate, maintenance)),
          inject: [PLANNER, Gate, Maintenance, InFlight],
        },
        { provide: InFlight, useFactory: () => new InFlight(setup.labClock) },
        { provide: Readings, useFactory: makeReadings, inject: [LAB, SUPERVISOR] },
        { provide: SUPERVISOR, useFactory: makeSupervisor, inject: [SETUP, BUS, RECORD, CAMPAIGN, Alarms] },
        {
          provide: OUTBOX,
          useFactory: (supervisor: Supervisor) =>
            eventOutbox({ record, store, bus, supervisor, clock: setup.link, onTrouble: setup.onTrouble }),
          inject: [SUPERVISOR],
        },
        {
          provide: HealthMonitor,
          scope: Scope.TRANSIENT,
          useFactory: (campaign: Campaign, planner: PlanService, outbox: Outbox, alarms: Alarms) =>
            new HealthMonitor({ record, lab, campaign, planner, outbox, alarms, link: setup.link }),
          inject: [CAMPAIGN, PLANNER, OUTBOX, Alarms],
        },
        { provide: DiskGuard, useFactory: makeDiskGuard, inject: [SETUP, RECORD, CAMPAIGN, Gate] },
        { provide: Maintenance, useFactory: makeMaintenance, inject: [SETUP, RECORD] },
        { provide: BackupRoutine, useFactory: makeBackupRoutine, inject: [SETUP, RECORD] },
        { provide: RawRetention, useFactory: makeRawRetention, inject: [SETUP, RECORD] },
        BeatSchedule,
        DiskSchedule,
        BackupSchedule,
        MaintenanceSchedule,
        ...ALARM_PROVIDERS,
      ],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    await takeUpInFlight(this.record.db, this.campaign.id, this.inFlight);
    this.announcements.push(
      followInFlight(this.record, this.inFlight, this.supervisor),
      announceCampaign(this.record, this.supervisor),
      announceMaintenance(this.record, this.maintenance, this.supervisor),
      await announcePrompts(this.record, this.supervisor),
    );
    await this.supervisor.start();
    this.outbox.start();
    await this.record.append({ kind: 'agent.started', subject: 'agent', body: { pid: process.pid } });
    this.retention.start();
  }

  /** Work has ended by now; whatever an instrument still does is stopped, and confirmed or told. */
  async beforeApplicationShutdown(): Promise<void> {
    this.campaign.prompts.stop();
    await this.planner.close();
    await makeLabSafe(this.lab, this.record, this.setup.link);
  }

  async onApplicationShutdown(signal?: string): Promise<void> {
    await this.retention.close();
    await this.record.append({
      kind: 'agent.stopped',
      subject: 'agent',
      body: { reason: signal ?? 'ended' },
    });
    for (const end of this.announcements) end();
    await this.outbox.stop(OUTBOX_END_MS);
    await this.supervisor.stop();
    await closeResources(this);
  }
}
