/** From a lab's configuration to drivers: one per instrument, reached where the configuration or the simulated lab says. */
import { dirname, join } from 'node:path';
import { instrumentLimits, instrumentsOf, type LabConfig } from '../../config/lab.js';
import type { LabDescriptor } from '../../config/lab-descriptor.js';
import type { InstrumentConfig } from '../../config/lab-instruments.js';
import { limitsSi } from '../../config/limits.js';
import { readPassword } from '../../config/password.js';
import type { Clock } from '../../core/clock.js';
import { LadsRobot } from '../../drivers/lads-robot/driver.js';
import { MqttStation } from '../../drivers/mqtt-station/driver.js';
import { ScpiCycler } from '../../drivers/scpi-cycler/driver.js';
import { MqttBus } from '../../drivers/transports/mqtt-bus.js';
import type { Lab } from '../experiment/experiment.js';
import { brokerAccess } from './broker-access.js';
import { bridgeWill } from '../supervision/contract/topics.js';

export interface LabSetting {
  readonly config: LabConfig;
  /** Path of the configuration: password files are relative to it. */
  readonly configPath: string;
  readonly data: string;
  /** Of the simulated lab, when the lab is one. */
  readonly descriptor: LabDescriptor | undefined;
  readonly link: Clock;
}

/** The connection to the broker, for the station and for the operators. */
export async function makeBus(setting: LabSetting): Promise<MqttBus> {
  const { baseTopic } = setting.config.supervision;
  return new MqttBus({
    ...(await brokerAccess(setting)),
    clientId: `${baseTopic.replaceAll('/', '-')}-agent`,
    will: bridgeWill(baseTopic),
  });
}

/** The drivers, not yet connected. The first instrument of each role is used. */
export async function makeLab(setting: LabSetting, bus: MqttBus): Promise<Lab> {
  const { config } = setting;
  const [cyclerId, cycler] = first(config, 'cycler', 'scpi-cycler');
  return {
    robot: await makeRobot(setting),
    cycler: new ScpiCycler({
      id: cyclerId,
      line: cycler.path === 'auto' ? (setting.descriptor?.endpoints.tester ?? '') : cycler.path,
      channels: cycler.channels,
      clock: setting.link,
    }),
    station: makeStation(setting, bus),
    limits: { ...limitsSi(config.limits), ...instrumentLimits(config, cycler) },
  };
}

async function makeRobot({ config, configPath, data, descriptor, link }: LabSetting): Promise<LadsRobot> {
  const [id, robot] = first(config, 'synthesis-robot', 'lads-robot');
  const password = (await readPassword(robot, dirname(configPath))) ?? descriptor?.password;
  return new LadsRobot({
    id,
    endpoint: robot.endpoint === 'auto' ? (descriptor?.endpoints.robot ?? '') : robot.endpoint,
    security: robot.security,
    user: robot.user,
    password: password ?? '',
    pkiFolder: join(data, 'certificates', 'agent'),
    clock: link,
    trust: descriptor ? 'simulated' : 'ask',
  });
}

function makeStation({ config, link }: LabSetting, bus: MqttBus): MqttStation {
  const [id, station] = first(config, 'characteriser', 'mqtt-station');
  return new MqttStation({ id, bus, base: station.baseTopic, clock: link });
}

type Configured<D extends InstrumentConfig['driver']> = Extract<InstrumentConfig, { driver: D }>;

function first<D extends InstrumentConfig['driver']>(
  config: LabConfig,
  role: Parameters<typeof instrumentsOf>[1],
  driver: D,
): [string, Configured<D>] {
  const found = instrumentsOf(config, role)[0];
  if (found?.[1].driver !== driver)
    throw new Error(`the lab "${config.name}" has no instrument with driver ${driver}`);
  return [found[0], found[1] as Configured<D>];
}
