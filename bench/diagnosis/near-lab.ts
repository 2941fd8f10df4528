/** A simulated lab for one experiment, in this process: the same devices as the lab's processes, chance drawn alike. */
import { join } from 'node:path';
import type { Lab } from '../../agent/experiment/experiment.js';
import { seededRng } from '../../core/rng.js';
import type { CharacteriserResult, CharacteriserTask } from '../../drivers/characteriser.js';
import type { CyclerResult, CyclerTask } from '../../drivers/cycler.js';
import { CellCheckpoints } from '../../simulators/cycler/cell-checkpoints.js';
import { RowMemory } from '../../simulators/cycler/row-memory.js';
import { Tester } from '../../simulators/cycler/tester.js';
import type { FaultRates } from '../../simulators/faults/catalogue.js';
import { Excursions } from '../../simulators/faults/excursions.js';
import { FaultChance } from '../../simulators/faults/fault-chance.js';
import { methodsIn } from '../../simulators/lab/members/station-methods.js';
import { measuredBy, runsIn } from '../../simulators/lab/members/tester.js';
import type { Room } from '../../simulators/lab/room.js';
import { JobBench } from '../../simulators/mqtt-peer/job-bench.js';
import { DEFAULT_DURATIONS } from '../../simulators/robot/programs/programs.js';
import { Workcell } from '../../simulators/robot/workcell.js';
import { Station } from '../../simulators/station/station.js';
import { drawVariation } from '../../simulators/world/cell/variation.js';
import { solubility } from '../../simulators/world/electrolyte/solubility.js';
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

/** Limits of the lab that the examples describe. */
const LIMITS = { minVoltageV: 2, maxVoltageV: 4.6, maxCurrentA: 0.03, maxTemperatureK: 338.15 };

export function nearLab(spec: NearLabSpec, room: Room): Lab {
  const clock = new JumpClock();
  const cycler = cyclerDevice(tester(spec, room, clock), clock);
  return {
    robot: new NearInstrument(robotDevice(workcell(spec, room, clock), room)),
    cycler: Object.assign(new NearInstrument<CyclerTask, CyclerResult>(cycler), { channels: 1 }),
    station: new NearInstrument(stationDevice(bench(spec, room, clock))),
    limits: LIMITS,
  };
}

/** The shelf is never filled anew here: all electrodes are of the first lot. */
function workcell({ seed, faults }: NearLabSpec, room: Room, clock: JumpClock): Workcell {
  return new Workcell({
    ...{ room, clock, solubility },
    faults: new FaultChance(faults),
    rng: seededRng(`${seed}/robot`),
    variation: (own) => drawVariation(own),
    durations: DEFAULT_DURATIONS,
  });
}

function tester({ seed, world, faults, folder }: NearLabSpec, room: Room, clock: JumpClock): Tester {
  const rng = seededRng(`${seed}/tester`);
  const perDay = faults['temperature-excursion'];
  const excursions = new Excursions({ rng: rng.split('excursions/1'), perDay, originMs: clock.now() });
  return new Tester({
    ...{ room, clock, rng },
    link: new JumpClock(),
    channels: 1,
    makeRun: runsIn(world, rng, [excursions]),
    measure: measuredBy(rng),
    channelFaultsPerYear: faults['channel-fault'],
    rows: new RowMemory(join(folder, 'rows')),
    checkpoints: new CellCheckpoints(join(folder, 'cells')),
  });
}

function bench(
  { seed, world }: NearLabSpec,
  room: Room,
  clock: JumpClock,
): JobBench<CharacteriserTask, CharacteriserResult> {
  const rng = seededRng(`${seed}/station`);
  return new JobBench({
    ...{ room, clock },
    work: new Station({ room, rng, methods: methodsIn(world, rng) }),
    onChange: () => undefined,
    onTrouble: (error) => {
      throw error;
    },
  });
}
