/** From a lab's configuration to what its simulation is made of. */
import { brokerRights } from '../../config/broker/rights.js';
import type { Passwords } from '../../config/broker/passwords.js';
import type { Injection as Asked } from '../../config/fault-injection.js';
import type { Struck } from '../../config/fault-vocabulary.js';
import { instrumentsOf, type LabConfig } from '../../config/lab.js';
import { ratesOf } from '../../config/lab-faults.js';
import { stockKg, type SimulationConfig } from '../../config/lab-simulation.js';
import { faultRates } from '../faults/catalogue.js';
import type { Injection } from '../faults/injection.js';
import { CELL_KIT, PIPETTE_TIP, VIAL } from '../../drivers/consumables.js';
import { LAB_MEMBERS, type LabMember, type LabSpec, type MqttPeer, type Scheduled } from './lab-spec.js';

/** What is not in the configuration: where the lab lives, and what it was before. */
export interface LabSetting {
  readonly dataFolder: string;
  readonly seed: string | undefined;
  /** The agent's, at the robot. */
  readonly password: string;
  /** By login at the broker. One of somebody else may know the agent's login only: instruments use that one then. */
  readonly brokerPasswords: Passwords;
  /** Where its members are to listen, unless the configuration says so. */
  readonly ports: LabSpec['ports'];
}

/** @throws {Error} when the configuration describes no simulated lab */
export function specOf(config: LabConfig, setting: LabSetting): LabSpec {
  const { simulation } = config;
  const robot = instrumentsOf(config, 'synthesis-robot')[0]?.[1];
  const tester = instrumentsOf(config, 'cycler')[0]?.[1];
  const [stationName = '', station] = instrumentsOf(config, 'characteriser')[0] ?? [];
  const [sourceName = '', source] = instrumentsOf(config, 'source')[0] ?? [];
  if (
    !simulation ||
    robot?.driver !== 'lads-robot' ||
    tester?.driver !== 'scpi-cycler' ||
    station?.driver !== 'mqtt-station'
  ) {
    throw new Error(`the lab "${config.name}" has no simulation: section, so there is nothing to simulate`);
  }
  const { dataFolder, password, brokerPasswords, seed } = setting;
  const atBroker = (name: string, { baseTopic }: { baseTopic: string }): MqttPeer => {
    const username = Object.hasOwn(brokerPasswords, name) ? name : config.broker.username;
    return { baseTopic, username, password: brokerPasswords[username] ?? '' };
  };
  return {
    dataFolder,
    seed: seed ?? simulation.seed,
    world: simulation.world,
    host: '127.0.0.1',
    robot: { user: robot.user, password: robot.password ?? password, security: robot.security },
    broker: { credentials: brokerPasswords, rights: brokerRights(config) },
    channels: tester.channels,
    station: atBroker(stationName, station),
    ...(source?.driver === 'mqtt-source' && { source: atBroker(sourceName, source) }),
    ...(config.broker.url === 'auto' ? {} : { brokerUrl: config.broker.url }),
    faults: faultRates(simulation.faults.scale, ratesOf(simulation.faults)),
    schedule: scheduleOf(config),
    variationScale: simulation.variationScale,
    stock: { ...stockKg(simulation), ...countedStock(simulation.stock) },
    ports: {
      ...setting.ports,
      ...fixedPort('robot', robot.endpoint),
      ...fixedPort('tester', tester.path),
    },
  };
}

function countedStock(stock: SimulationConfig['stock']): LabSpec['stock'] {
  return { [CELL_KIT]: stock.coinCellKits, [VIAL]: stock.vials, [PIPETTE_TIP]: stock.pipetteTips };
}

/** The port of every member that has one. */
export function portsOf(endpoints: Readonly<Partial<Record<LabMember, string>>>): LabSpec['ports'] {
  const ports = LAB_MEMBERS.map((member) => fixedPort(member, endpoints[member] ?? ''));
  return Object.assign({}, ...ports) as LabSpec['ports'];
}

/** The port a URL or host:port names, if it does. */
function fixedPort(member: LabMember, endpoint: string): Partial<Record<LabMember, number>> {
  const port = /:(\d{1,5})(?:\/.*)?$/.exec(endpoint)?.[1];
  return port === undefined ? {} : { [member]: Number(port) };
}

const MEMBER_OF: Readonly<Record<Struck, LabMember>> = {
  'lads-robot': 'robot',
  'scpi-cycler': 'tester',
  'mqtt-station': 'station',
  'mqtt-source': 'source',
  broker: 'broker',
};

function scheduleOf(config: LabConfig): Scheduled[] {
  const schedule = config.simulation?.faults.schedule ?? [];
  return schedule.map((asked) => ({ at: asked.at ?? '', ...targeted(asked, config) }));
}

/** From the name of an instrument in the lab file to the member of the simulation that plays it. */
export function targeted(
  { at: _at, instrument, ...injection }: Asked,
  { instruments }: LabConfig,
): { readonly member: LabMember; readonly injection: Injection } {
  return { member: MEMBER_OF[instruments[instrument]?.driver ?? 'broker'], injection };
}
