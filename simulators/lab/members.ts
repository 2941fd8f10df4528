/** What each process of the lab opens: an instrument behind its own protocol, on the physics of the world. */
import { join, resolve } from 'node:path';
import type { Clock } from '../../core/clock.js';
import type { Rng } from '../../core/rng.js';
import { startBroker } from '../broker/broker.js';
import { startCycler } from '../cycler/cycler.js';
import { startRobot } from '../robot/robot.js';
import { startStation } from '../station/start-station.js';
import { Cell } from '../world/cell.js';
import type { RoomCell } from '../world/cell-spec.js';
import { impedance } from '../world/impedance.js';
import {
  drawChannelErrors,
  measuredFilm,
  measuredImpedance,
  measuredRow,
} from '../world/measurement-errors.js';
import { ProtocolRun } from '../world/protocol-engine.js';
import { solubility } from '../world/solubility.js';
import { worldSynergy } from '../world/synergy.js';
import { drawVariation } from '../world/variation.js';
import type { LabMember, LabSpec } from './lab-spec.js';
import type { Room } from './room.js';

export interface MemberParts {
  readonly spec: LabSpec;
  /** Where the members that started before listen. */
  readonly endpoints: Readonly<Partial<Record<LabMember, string>>>;
  readonly room: Room;
  readonly link: Clock;
  /** Lab time. */
  readonly clock: Clock;
  readonly rng: Rng;
  readonly onNotice: (text: string) => void;
}

export interface OpenMember {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Of the simulated tester's current range, A: twice the largest current of a coin cell at 3 C. */
const RANGE_A = 0.03;

const OPEN: Readonly<Record<LabMember, (parts: MemberParts) => Promise<OpenMember>>> = {
  broker: openBroker,
  robot: openRobot,
  tester: openTester,
  station: openStation,
};

export function openMember(member: LabMember, parts: MemberParts): Promise<OpenMember> {
  return OPEN[member](parts);
}

async function openBroker({ spec }: MemberParts): Promise<OpenMember> {
  const { username, password } = spec.broker;
  const broker = await startBroker({
    host: spec.host,
    port: spec.ports.broker ?? 0,
    credentials: { [username]: password },
  });
  return { endpoint: broker.url, close: () => broker.close() };
}

function openRobot({ spec, room, clock, rng, onNotice }: MemberParts): Promise<OpenMember> {
  return startRobot({
    room,
    clock,
    rng,
    host: spec.host,
    port: spec.ports.robot ?? 0,
    pkiFolder: join(spec.dataFolder, 'certificates', 'robot'),
    user: spec.robot.user,
    password: spec.robot.password,
    unsecured: spec.robot.security === 'None',
    faults: spec.faults,
    solubility,
    variation: (own) => drawVariation(own, spec.variationScale),
    onTrouble: (error) => {
      onNotice(String(error));
    },
  });
}

async function openTester({ spec, room, clock, link, rng, onNotice }: MemberParts): Promise<OpenMember> {
  const errors = Array.from({ length: spec.channels }, (_, k) =>
    drawChannelErrors(rng.split(`channel/${k + 1}`), RANGE_A),
  );
  const noise = rng.split('noise');
  const synergy = worldSynergy(spec.world);
  const port = await startCycler({
    room,
    clock,
    link,
    rng,
    channels: spec.channels,
    ...(process.platform === 'win32' ? {} : { ttyPath: resolve(spec.dataFolder, 'tester.tty') }),
    tcpFallbackPort: spec.ports.tester ?? 0,
    memoryFolder: join(spec.dataFolder, 'tester-memory'),
    makeRun: (cell, protocol) => {
      const body = new Cell(cell.spec, cell.state, synergy);
      const run = new ProtocolRun(body, protocol, chamberError(cell, errors));
      return {
        advanceTo: (testTimeS) => {
          run.advanceTo(testTimeS);
        },
        rows: run.rows,
        get state() {
          return run.state === 'aborted' ? 'failed' : run.state;
        },
        get fault() {
          return run.fault;
        },
        cell: body,
        expectedTimeS: run.totalTimeS,
      };
    },
    measure: (channel, row) => measuredRow(row, errors[channel - 1]!, noise),
    faults: { channelFaultProbability: spec.faults.channelFault },
    onNotice,
  });
  return { endpoint: port.path, close: () => port.close() };
}

function chamberError({ place }: RoomCell, errors: readonly { readonly chamberErrorK: number }[]): number {
  return errors[Number(place.slice('channel/'.length)) - 1]?.chamberErrorK ?? 0;
}

async function openStation({
  spec,
  endpoints,
  room,
  clock,
  link,
  rng,
  onNotice,
}: MemberParts): Promise<OpenMember> {
  const synergy = worldSynergy(spec.world);
  const bodyOf = (cell: RoomCell): Cell => new Cell(cell.spec, cell.state, synergy);
  const station = await startStation({
    room,
    clock,
    link,
    rng,
    brokerUrl: endpoints.broker ?? '',
    username: spec.broker.username,
    password: spec.broker.password,
    base: spec.stationTopic,
    impedance: (cell, own) => {
      const body = bodyOf(cell);
      return {
        openCircuitVoltageV: body.openCircuitVoltageV,
        points: measuredImpedance(impedance(body), own),
      };
    },
    film: (cell, own) => measuredFilm(bodyOf(cell), own),
    onTrouble: (error) => {
      onNotice(error.message);
    },
  });
  return { endpoint: spec.stationTopic, close: () => station.close() };
}
