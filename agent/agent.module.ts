/** The composition root: the one place that knows every folder. Domain classes are built by factories and know no Nest. */
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
import { CallOut } from './alarms/messages/call-out.js';
import { ALARM_PROVIDERS } from './alarms/alarms.module.js';
import type { Campaign } from './campaign/campaign.js';
import { anyOf, Gate } from './campaign/closures.js';
import { DeadlinesSchedule } from './campaign/deadlines.schedule.js';
import { makePlanner } from './campaign/make-planner.js';
import { openCampaign } from './campaign/open-campaign.js';
import type { Lab } from './experiment/experiment.js';
import { Locks } from './locks/locks.js';
import { LOCK_PROVIDERS } from './locks/locks.module.js';
import { Maintenance } from './maintenance/maintenance.js';
import { MaintenanceSchedule } from './maintenance/maintenance.schedule.js';
import { BackupRoutine } from './operations/backup-routine.js';
import { BackupSchedule } from './operations/backup.schedule.js';
import { BeatSchedule } from './operations/beat.schedule.js';
import { DiskGuard } from './operations/disk-guard.js';
import { DiskSchedule } from './operations/disk.schedule.js';
import { HealthMonitor } from './operations/health.js';
import { leave } from './operations/leaving.js';
import { makeLabSafe } from './operations/safe-lab.js';
import { RawRetention } from './operations/raw-retention.js';
import { Readings } from './operations/readings.js';
import type { LabRecord } from './record/record.js';
import { EventStream } from './rest/event-stream.js';
import { REST_CONTROLLERS, restProviders, type RestOptions } from './rest/rest.module.js';
import {
  makeBackupRoutine,
  makeDesk,
  makeDiskGuard,
  makeMaintenance,
  makeRawRetention,
  makeReadings,
  makeSupervisor,
  withProgress,
} from './factories.js';
import { closeResources, type Resources } from './resources.js';
import type { AgentSetup } from './setup.js';
import { announceApprovals } from './supervision/announce-approvals.js';
import { announceCampaign, announceMaintenance, announcePrompts } from './supervision/announcements.js';
import { followInFlight, takeUpInFlight } from './supervision/announce-in-flight.js';
import { announceDiscovery } from './supervision/home-assistant.js';
import { eventOutbox } from './supervision/event-line.js';
import { InFlight } from './supervision/in-flight.js';
import type { Outbox } from './supervision/outbox.js';
import { RequestDesk } from './supervision/request-desk.js';
import type { Supervisor } from './supervision/supervisor.js';
import { BUS, CAMPAIGN, LAB, OUTBOX, PLANNER, RECORD, SETUP, SUPERVISOR } from './tokens.js';

/** How long the last events may take to reach the broker at the end; what is left goes out at the next start. */
const OUTBOX_END_MS = 3000;

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
    @Inject(EventStream) private readonly stream: EventStream,
    @Inject(SETUP) private readonly setup: AgentSetup,
  ) {}

  static for(setup: AgentSetup, { record, store, bus, lab }: Resources, rest: RestOptions): DynamicModule {
    return {
      module: AgentModule,
      imports: [ScheduleModule.forRoot()],
      controllers: REST_CONTROLLERS,
      providers: [
        { provide: SETUP, useValue: setup },
        { provide: RECORD, useValue: record },
        { provide: BUS, useValue: bus },
        { provide: LAB, useValue: lab },
        { provide: PLANNER, useFactory: () => makePlanner(setup, record) },
        { provide: Gate, useValue: new Gate() },
        {
          provide: CAMPAIGN,
          useFactory: (planner: PlanService, inFlight: InFlight, ...closures: [Gate, Maintenance, Locks]) =>
            openCampaign(withProgress(setup, inFlight), record, lab, planner, anyOf(...closures)),
          inject: [PLANNER, InFlight, Gate, Maintenance, Locks],
        },
        { provide: InFlight, useFactory: () => new InFlight(setup.labClock) },
        { provide: Readings, useFactory: makeReadings, inject: [LAB, SUPERVISOR] },
        {
          provide: RequestDesk,
          useFactory: makeDesk,
          inject: [SETUP, RECORD, CAMPAIGN, Alarms, CallOut, Locks],
        },
        { provide: SUPERVISOR, useFactory: makeSupervisor, inject: [SETUP, BUS, RequestDesk] },
        {
          provide: OUTBOX,
          useFactory: (supervisor: Supervisor) =>
            eventOutbox({ record, store, bus, supervisor, clock: setup.link, onTrouble: setup.onTrouble }),
          inject: [SUPERVISOR],
        },
        {
          provide: HealthMonitor,
          scope: Scope.TRANSIENT,
          useFactory: (campaign: Campaign, planner: PlanService, outbox: Outbox, alarms: Alarms) => {
            const { link, labClock } = setup;
            const parts = { record, lab, campaign, planner, outbox, alarms, bus, link, labClock };
            return new HealthMonitor(parts);
          },
          inject: [CAMPAIGN, PLANNER, OUTBOX, Alarms],
        },
        { provide: DiskGuard, useFactory: makeDiskGuard, inject: [SETUP, RECORD, CAMPAIGN, Gate] },
        { provide: Maintenance, useFactory: makeMaintenance, inject: [SETUP, RECORD] },
        { provide: BackupRoutine, useFactory: makeBackupRoutine, inject: [SETUP, RECORD] },
        { provide: RawRetention, useFactory: makeRawRetention, inject: [SETUP, RECORD] },
        BeatSchedule,
        DiskSchedule,
        BackupSchedule,
        DeadlinesSchedule,
        MaintenanceSchedule,
        ...ALARM_PROVIDERS,
        ...LOCK_PROVIDERS,
        ...restProviders(rest),
      ],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    await takeUpInFlight(this.record.db, this.campaign.id, this.inFlight);
    this.announcements.push(
      followInFlight(this.record, this.inFlight, this.supervisor),
      await announceCampaign(this.record, this.campaign, this.supervisor, this.setup.labClock),
      announceMaintenance(this.record, this.maintenance, this.supervisor),
      await announcePrompts(this.record, this.supervisor),
      announceDiscovery(this.setup, this.bus, this.lab),
    );
    announceApprovals(this.campaign.approvals, this.supervisor);
    await this.supervisor.start();
    this.outbox.start();
    await this.record.append({ kind: 'agent.started', subject: 'agent', body: { pid: process.pid } });
    this.retention.start();
  }

  /** Work has ended by now; whatever an instrument still does is stopped, and confirmed or told. */
  async beforeApplicationShutdown(): Promise<void> {
    const { link, onTrouble } = this.setup;
    this.stream.close();
    this.campaign.prompts.stop();
    this.campaign.approvals.stop();
    const steps = {
      'ending the planner': () => this.planner.close(),
      'making the lab safe': () => makeLabSafe(this.lab, this.record, link, onTrouble),
    };
    await leave(steps, onTrouble);
  }

  async onApplicationShutdown(signal?: string): Promise<void> {
    const body = { reason: signal ?? 'ended' };
    for (const end of this.announcements) end();
    const steps = {
      'ending the removal of raw payloads': () => this.retention.close(),
      'recording the end': () => this.record.append({ kind: 'agent.stopped', subject: 'agent', body }),
      'bringing the last events to the broker': () => this.outbox.stop(OUTBOX_END_MS),
      'telling operators that the agent goes': () => this.supervisor.stop(),
    };
    await leave(steps, this.setup.onTrouble);
    await closeResources(this);
  }
}
