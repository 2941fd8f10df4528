/** A simulated lab for one experiment, in this process: the same devices as the lab's processes, chance drawn alike. */
import { join } from 'node:path';
import type { Lab } from '../../agent/experiment/experiment.js';
import { seededRng } from '../../core/rng.js';
import type { CyclerResult, CyclerTask } from '../../drivers/cycler.js';
import { CellCheckpoints } from '../../simulators/cycler/cell-checkpoints.js';
import { RowMemory } from '../../simulators/cycler/row-memory.js';
import { Tester } from '../../simulators/cycler/tester.js';
import type { FaultRates } from '../../simulators/faults/catalogue.js';
import { Chamber } from '../../simulators/faults/chamber.js';
import { FaultChance } from '../../simulators/faults/fault-chance.js';
import { CellRun } from '../../simulators/lab/members/cell-run.js';
import type { Room } from '../../simulators/lab/room.js';
import { DEFAULT_DURATIONS } from '../../simulators/robot/programs/programs.js';
import { Workcell } from '../../simulators/robot/workcell.js';
import { Station } from '../../simulators/station/station.js';
import { Cell } from '../../simulators/world/cell/cell.js';
import type { RoomCell } from '../../simulators/world/cell/cell-spec.js';
import { drawVariation } from '../../simulators/world/cell/variation.js';
import { solubility } from '../../simulators/world/electrolyte/solubility.js';
import { electrolyteProperties } from '../../simulators/world/electrolyte/electrolyte.js';
import { worldSynergy } from '../../simulators/world/film/synergy.js';
import { impedance } from '../../simulators/world/measurement/impedance.js';
import {
  drawChannelErrors,
  measuredFilm,
  measuredImpedance,
  measuredRow,
} from '../../simulators/world/measurement/measurement-errors.js';
import { ProtocolRun } from '../../simulators/world/protocol/protocol-engine.js';
import { cyclerDevice, robotDevice, stationDevice } from './devices.js';
import { JumpClock } from './jump-clock.js';
import { NearInstrument } from './near-instrument.js';

export interface NearLabSpec {
  readonly seed: string;
  /** Seed of the hidden chemistry. */
  readonly world: string;
  readonly faults: FaultRates;
  /** For the tester's own memory. */
  readonly folder: string;
}

const RANGE_A = 0.03;
const STATION_S = { impedance: 3600, film: 3 * 3600 };

export function nearLab(spec: NearLabSpec, room: Room): Lab {
  const clock = new JumpClock();
  const robot = robotDevice(workcell(spec, room, clock), room);
  const cycler = cyclerDevice(tester(spec, room, clock), clock);
  const station = stationDevice(stationOf(spec, room, clock));
  return {
    robot: new NearInstrument(robot),
    cycler: Object.assign(new NearInstrument<CyclerTask, CyclerResult>(cycler), { channels: 1 }),
    station: new NearInstrument(station),
    limits: { minVoltageV: 2, maxVoltageV: 4.6, maxCurrentA: RANGE_A, maxTemperatureK: 338.15 },
  };
}

function workcell({ seed, faults }: NearLabSpec, room: Room, clock: JumpClock): Workcell {
  return new Workcell({
    ...{ room, clock, solubility },
    faults: new FaultChance(faults),
    viscosity: (formulation, temperatureK) => electrolyteProperties(formulation, temperatureK).viscosityPaS,
    rng: seededRng(`${seed}/robot`),
    variation: (own) => drawVariation(own),
    durations: DEFAULT_DURATIONS,
  });
}

function tester({ seed, world, faults, folder }: NearLabSpec, room: Room, clock: JumpClock): Tester {
  const rng = seededRng(`${seed}/tester`);
  const errors = drawChannelErrors(rng.split('channel/1'), RANGE_A);
  const pairs = worldSynergy(world);
  const perDay = faults['temperature-excursion'];
  const chamber = new Chamber({ rng: rng.split('chamber'), perDay, originMs: clock.now() });
  return new Tester({
    ...{ room, clock, rng },
    link: new JumpClock(),
    channels: 1,
    makeRun: (roomCell, protocol, seed) => {
      const cell = new Cell(roomCell.spec, roomCell.state, pairs);
      const engine = new ProtocolRun(cell, protocol, errors.chamberErrorK);
      return new CellRun({ cell, engine, chamber, startedMs: clock.now(), seed });
    },
    measure: (_channel, row, noise) => measuredRow(row, errors, noise),
    channelFaultsPerYear: faults['channel-fault'],
    rows: new RowMemory(join(folder, 'rows')),
    checkpoints: new CellCheckpoints(join(folder, 'cells')),
  });
}

function stationOf({ seed, world }: NearLabSpec, room: Room, clock: JumpClock): Station {
  const pairs = worldSynergy(world);
  const bodyOf = (cell: RoomCell): Cell => new Cell(cell.spec, cell.state, pairs);
  return new Station({
    ...{ room, clock },
    rng: seededRng(`${seed}/station`),
    durationS: STATION_S,
    methods: {
      impedance: (cell, own) => {
        const body = bodyOf(cell);
        return {
          openCircuitVoltageV: body.openCircuitVoltageV,
          points: measuredImpedance(impedance(body), own),
        };
      },
      film: (cell, own) => measuredFilm(bodyOf(cell), own),
    },
    onChange: () => undefined,
    onTrouble: (error) => {
      throw error;
    },
  });
}
