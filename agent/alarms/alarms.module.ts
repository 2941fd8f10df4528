/** How the alarms are put together, as providers of the agent's module. */
import type { Provider } from '@nestjs/common';
import type { MqttBus } from '../../drivers/transports/mqtt-bus.js';
import type { PlanService } from '../../planner/client.js';
import type { Lab } from '../experiment/experiment.js';
import { Maintenance } from '../maintenance/maintenance.js';
import { BackupRoutine } from '../operations/backup-routine.js';
import { DiskGuard } from '../operations/disk-guard.js';
import { backupFolderOf } from '../record/backup/backup-folder.js';
import type { LabRecord } from '../record/record.js';
import type { AgentSetup } from '../setup.js';
import { BUS, DEAD_MAN, LAB, PLANNER, RECORD, SETUP } from '../tokens.js';
import { Alarms } from './alarms.js';
import { AlarmsSchedule } from './alarms.schedule.js';
import { CallOut } from './messages/call-out.js';
import { makeDeadMan, type Heartbeat } from './messages/make-dead-man.js';
import { makeRoutes } from './messages/make-routes.js';
import type { SecretPlace } from './messages/secret-source.js';
import { Watcher } from './watch/watcher.js';

/** People who have an instrument to themselves switch it off. */
async function makeAlarms(
  { link: clock, onTrouble }: AgentSetup,
  record: LabRecord,
  maintenance: Maintenance,
): Promise<Alarms> {
  const expected: ConstructorParameters<typeof Alarms>[0]['expected'] = ({ definition, source }) => {
    const isHeld = definition === 'instrument-unreachable' && maintenance.isHeld(source);
    return isHeld ? 'a maintenance window is open' : undefined;
  };
  const alarms = new Alarms({ record, clock, expected, onTrouble });
  await alarms.load();
  return alarms;
}

function secretPlace({ configPath }: AgentSetup): SecretPlace {
  return { configPath, environment: process.env };
}

async function makeCallOut(setup: AgentSetup, alarms: Alarms): Promise<CallOut> {
  const { config, link: clock } = setup;
  const routes = await makeRoutes(config.alarms, secretPlace(setup));
  return new CallOut({ routes, alarms, lab: config.name, clock });
}

function makeMonitor(setup: AgentSetup): Promise<Heartbeat> {
  const { config, link, onTrouble } = setup;
  return makeDeadMan(config.alarms.deadMan, secretPlace(setup), link, onTrouble);
}

function makeWatcher(
  { campaign, link: clock }: AgentSetup,
  alarms: Alarms,
  record: LabRecord,
  lab: Lab,
  bus: MqttBus,
  disk: DiskGuard,
  backups: BackupRoutine,
  planner: PlanService,
  routes: CallOut,
): Watcher {
  return new Watcher({
    ...{ alarms, record, bus, disk, backups, planner, routes, clock },
    instruments: [lab.robot, lab.cycler, lab.station],
    backupFolder: backupFolderOf(record.path),
    deadlineS: campaign.planner.deadlineS,
  });
}

export const ALARM_PROVIDERS: readonly Provider[] = [
  { provide: Alarms, useFactory: makeAlarms, inject: [SETUP, RECORD, Maintenance] },
  {
    provide: Watcher,
    useFactory: makeWatcher,
    inject: [SETUP, Alarms, RECORD, LAB, BUS, DiskGuard, BackupRoutine, PLANNER, CallOut],
  },
  { provide: CallOut, useFactory: makeCallOut, inject: [SETUP, Alarms] },
  { provide: DEAD_MAN, useFactory: makeMonitor, inject: [SETUP] },
  AlarmsSchedule,
];
