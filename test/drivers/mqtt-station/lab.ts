/** A broker, a station and its driver, wired as in a lab; what the station measures is made up here. */
import { LabClock, SystemClock } from '../../../core/clock.js';
import { seededRng, type Rng } from '../../../core/rng.js';
import { FILM_ELEMENTS, type FilmElement } from '../../../drivers/characteriser.js';
import { MqttStation } from '../../../drivers/mqtt-station/driver.js';
import { MqttBus } from '../../../drivers/transports/mqtt-bus.js';
import type { Broker } from '../../../simulators/broker/broker.js';
import { startPeer, type PeerOptions, type RunningPeer } from '../../../simulators/mqtt-peer/start-peer.js';
import { filmResult, impedanceResult, type Methods } from '../../../simulators/station/measurement.js';
import { Station } from '../../../simulators/station/station.js';
import type { RoomCell } from '../../../simulators/world/cell/cell-spec.js';
import { MemoryRoom } from '../../contracts/memory-room.js';

export const link = new SystemClock();
export const credentials = { agent: 'agent-secret', station: 'station-secret' };
export const base = 'lab/station-1';

/** One lab hour passes in 0.1 s; the film survey is stretched to an hour of link time, so that it can be stopped. */
const FACTOR = 36_000;
export const durationS = { impedance: 3600, film: 3600 * FACTOR };

export function cell(id: string, place = 'station'): RoomCell {
  return {
    spec: {
      id,
      cellType: 'coin-2032-NMC811-graphite',
      formulation: { solvents: { EC: 1 }, saltsMolPerL: { LiPF6: 1 }, additives: {} },
      electrolyteVolumeL: 5e-5,
      variation: { qn: 1, qp: 1, bet: 1, sei: 1, crack: 1, r: 1, fill: 1 },
      defects: {},
      seed: id,
    },
    place,
    opened: false,
  };
}

function spectrum(_cell: RoomCell, rng: Rng): ReturnType<Methods['impedance']> {
  const points = [1e5, 1e3, 10, 0.1].map((frequencyHz) => ({
    frequencyHz,
    realOhm: 10 + rng.normal(),
    imaginaryOhm: -1,
  }));
  return impedanceResult({ openCircuitVoltageV: 3.7, points });
}

function survey(): ReturnType<Methods['film']> {
  const same = (value: number): Record<FilmElement, number> =>
    Object.fromEntries(FILM_ELEMENTS.map((element) => [element, value])) as Record<FilmElement, number>;
  const share = 1 / FILM_ELEMENTS.length;
  return filmResult({
    thicknessM: 2e-8,
    thicknessSdM: 5e-9,
    atomicFractions: same(share),
    atomicFractionSds: same(0.01),
  });
}

/** One of every measurement, with made-up results. */
export const methods: Methods = {
  impedance: spectrum,
  mass: () => ({ result: { kind: 'mass', massKg: 3.4e-3, massSdKg: 1.5e-7 } }),
  microbalance: () => ({
    result: {
      kind: 'microbalance',
      arealMassKgPerM2: 4e-5,
      arealMassSdKgPerM2: 2e-6,
      massPerElectronKgPerMol: 0.06,
      massPerElectronSdKgPerMol: 0.004,
    },
  }),
  gas: () => ({ result: { kind: 'gas', amountMol: 5e-6, amountSdMol: 3e-7 } }),
  film: survey,
};

export function station(
  brokerUrl: string,
  room: MemoryRoom,
  changed: Partial<PeerOptions> = {},
): Promise<RunningPeer> {
  const peer = new Station({ room, rng: seededRng('station'), methods, durationS });
  return startPeer(peer, {
    room,
    clock: new LabClock(link, { linkMs: link.now(), labMs: 0, factor: FACTOR }),
    link,
    brokerUrl,
    username: 'station',
    password: credentials.station,
    base,
    ...changed,
  });
}

/** A bus of the agent. Reconnects fast, so that outages in tests are short. */
export function agentBus(url: string, changed: { clientId?: string; password?: string } = {}): MqttBus {
  return new MqttBus({
    url,
    clientId: 'agent',
    username: 'agent',
    password: credentials.agent,
    reconnectMs: 100,
    ...changed,
  });
}

export interface Lab {
  readonly broker: Broker;
  readonly room: MemoryRoom;
  readonly bus: MqttBus;
  readonly driver: MqttStation;
  readonly close: () => Promise<void>;
}

/** With cell `C1` in the station's holder. The driver is not connected yet. */
export async function lab(startBroker: () => Promise<Broker>): Promise<Lab> {
  const broker = await startBroker();
  const room = new MemoryRoom();
  await room.putCell(cell('C1'));
  const peer = await station(broker.url, room);
  const bus = agentBus(broker.url);
  const driver = new MqttStation({ id: 'station-1', bus, base, clock: link, deadlineMs: 2000 });
  const close = async (): Promise<void> => {
    await driver.disconnect();
    await bus.disconnect();
    await peer.close();
    await broker.close();
  };
  return { broker, room, bus, driver, close };
}

/** Asks again until it holds; bounded by the deadline of the test. */
export async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await link.sleep(10);
}
