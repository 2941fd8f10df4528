/** From what the agent is started with to its parts: plain classes, put together without a framework. */
import { join } from 'node:path';
import type { MqttBus } from '../drivers/transports/mqtt-bus.js';
import type { Alarms } from './alarms/alarms.js';
import type { CallOut } from './alarms/messages/call-out.js';
import type { Campaign } from './campaign/campaign.js';
import type { Gate } from './campaign/closures.js';
import type { Lab } from './experiment/experiment.js';
import type { Locks } from './locks/locks.js';
import { Maintenance } from './maintenance/maintenance.js';
import { BackupRoutine } from './operations/backup-routine.js';
import { DiskGuard, spaceAt } from './operations/disk-guard.js';
import { thisAgent } from './operations/lab-lease.js';
import { RawRetention } from './operations/raw-retention.js';
import { Readings } from './operations/readings.js';
import { backUp } from './record/backup/backup.js';
import { backupFolderOf } from './record/backup/backup-folder.js';
import type { LabRecord } from './record/record.js';
import { Reserve } from './record/reserve.js';
import type { AgentSetup } from './setup.js';
import { commandsOf } from './supervision/commands-of.js';
import type { InFlight } from './supervision/in-flight.js';
import { RequestDesk } from './supervision/request-desk.js';
import { recordedRequests } from './supervision/request-journal.js';
import { Supervisor } from './supervision/supervisor.js';

export async function makeDesk(
  { link: clock, onTrouble }: AgentSetup,
  record: LabRecord,
  campaign: Campaign,
  alarms: Alarms,
  routes: CallOut,
  locks: Locks,
): Promise<RequestDesk> {
  const commands = commandsOf(campaign, alarms, routes, locks);
  const journal = await recordedRequests(record, campaign.id);
  return new RequestDesk({ clock, commands, journal, onTrouble });
}

export function makeSupervisor(setup: AgentSetup, bus: MqttBus, desk: RequestDesk): Supervisor {
  const { config, link: clock, onTrouble } = setup;
  const { baseTopic: base } = config.supervision;
  const { people } = config.broker;
  return new Supervisor({ bus, base, holder: thisAgent(setup), clock, people, desk, onTrouble });
}

export function makeDiskGuard(
  { data, onTrouble }: AgentSetup,
  record: LabRecord,
  campaign: Campaign,
  gate: Gate,
): DiskGuard {
  const reserve = new Reserve(join(data, 'disk-reserve'));
  return new DiskGuard({ record, campaign, gate, reserve, data, space: () => spaceAt(data), onTrouble });
}

export function makeBackupRoutine({ link: clock, onTrouble }: AgentSetup, record: LabRecord): BackupRoutine {
  const folder = backupFolderOf(record.path);
  const make = (signal: AbortSignal): Promise<unknown> => backUp(record.db, { folder, clock, signal });
  return new BackupRoutine({ record, backUp: make, folder, clock, onTrouble });
}

export function makeMaintenance({ config, labClock, onTrouble }: AgentSetup, record: LabRecord): Maintenance {
  return new Maintenance({ windows: config.maintenance, record, clock: labClock, onTrouble });
}

export function makeRawRetention({ config, link, onTrouble }: AgentSetup, record: LabRecord): RawRetention {
  return new RawRetention({ record, keepDays: config.record.keepRawDays, clock: link, onTrouble });
}

/** Progress reaches the operators, too. */
export function withProgress(setup: AgentSetup, inFlight: InFlight): AgentSetup {
  const onProgress: AgentSetup['onProgress'] = (jobId, share) => {
    inFlight.progress(jobId, share);
    setup.onProgress(jobId, share);
  };
  return { ...setup, onProgress };
}

export function makeReadings({ robot, cycler, station }: Lab, supervisor: Supervisor): Readings {
  return new Readings([robot, cycler, station], supervisor.publishReading.bind(supervisor));
}
