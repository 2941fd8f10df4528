/** All that the driver knows of its robot in one session. */
import type { ClientSession } from 'node-opcua-client';
import { InstrumentError } from '../instrument-error.js';
import type { Identity, Reading } from '../instrument.js';
import { OpcuaBrowser } from '../transports/opcua-browse.js';
import { readValues } from '../transports/opcua-call.js';
import { discoverRobot } from './discovery.js';
import type { RobotNodes } from './nodes.js';
import { ResultIndex } from './results.js';
import { readSensors, readUnits, type Sensor } from './sensors.js';
import { FunctionalUnit } from './unit.js';

export class RobotModel {
  private constructor(
    private readonly session: ClientSession,
    private readonly instrument: string,
    readonly nodes: RobotNodes,
    readonly unit: FunctionalUnit,
    readonly results: ResultIndex,
    private readonly sensors: readonly Sensor[],
  ) {}

  static async of(session: ClientSession, instrument: string): Promise<RobotModel> {
    const browser = await OpcuaBrowser.of(session, instrument);
    const nodes = await discoverRobot(session, browser, instrument);
    const unit = new FunctionalUnit(session, nodes, instrument);
    await loadDataTypes(unit, instrument);
    const results = new ResultIndex(session, browser, nodes.unit, instrument);
    const sensors = await readUnits(session, instrument, nodes.sensors);
    return new RobotModel(session, instrument, nodes, unit, results, sensors);
  }

  async identify(): Promise<Identity> {
    const { manufacturer, model, serialNumber, firmware } = this.nodes.nameplate;
    const nodes = [manufacturer, model, serialNumber, ...(firmware ? [firmware] : [])];
    const [made, type, serial, version] = await readValues(this.session, this.instrument, nodes);
    return {
      manufacturer: plain(made),
      model: plain(type),
      serialNumber: plain(serial),
      firmware: plain(version),
    };
  }

  observe(now: () => number): Promise<Reading[]> {
    return readSensors(this.session, this.instrument, this.sensors, now);
  }
}

/** Also the proof that program parameters can be passed to this server at all. */
async function loadDataTypes(unit: FunctionalUnit, instrument: string): Promise<void> {
  try {
    await unit.keyValues([{ key: 'state', value: '' }]);
  } catch (cause) {
    const message = 'cannot pass properties to this device: its KeyValueType cannot be built';
    throw new InstrumentError(instrument, 'set-up', message, {}, { cause });
  }
}

/** String, or the text of a LocalizedText. */
function plain(value: unknown): string {
  if (typeof value === 'string') return value;
  return (value as { text?: string | null } | undefined)?.text ?? '';
}
