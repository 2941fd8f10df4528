/** Starts a simulated characterisation station that serves its commands over MQTT. */
import type { Clock } from '../../core/clock.js';
import type { Rng } from '../../core/rng.js';
import { argumentSchemas, type StationState, type Value } from '../../drivers/mqtt-station/codec.js';
import type { Room } from '../lab/room.js';
import type { HeldReadings } from '../faults/held-readings.js';
import { CommandDesk, handling, type Handlers } from './command-desk.js';
import type { Methods } from './measurement.js';
import { Station, type StationOptions } from './station.js';
import { StationLink } from './station-link.js';

export interface StartStationOptions extends Methods {
  readonly room: Room;
  /** Lab time: how long a measurement takes. */
  readonly clock: Clock;
  /** Real time: whether a command has expired. */
  readonly link: Clock;
  readonly rng: Rng;
  readonly brokerUrl: string;
  readonly username: string;
  readonly password: string;
  /** Where its topics begin, e.g. `lab/station-1`. */
  readonly base: string;
  /** Lab seconds; default one hour for an impedance sweep, three for a film survey. */
  readonly durationS?: StationOptions['durationS'];
  readonly held?: HeldReadings;
  /** Trouble with the broker or the room; the station goes on trying. */
  readonly onTrouble?: (error: Error) => void;
}

const DURATION_S = { impedance: 3600, film: 3 * 3600 };

export interface RunningStation {
  /** Ends a running job as interrupted, and says that the station goes. */
  readonly close: () => Promise<void>;
}

/** Resolves when the station has announced itself; waits for the broker as long as that takes. */
export async function startStation(options: StartStationOptions): Promise<RunningStation> {
  const onTrouble = options.onTrouble ?? ((): void => undefined);
  const { room, clock, rng, impedance, film, durationS = DURATION_S } = options;
  const station = new Station({
    room,
    clock,
    rng,
    durationS,
    methods: { impedance, film },
    onChange: () => {
      link.publishState();
    },
    onTrouble,
  });
  await station.recover();
  const desk = new CommandDesk(
    handlers(station, readingsOf(rng.split('readings'), options.held)),
    options.link,
  );
  const link = new StationLink({
    ...options,
    answer: (name, text, retained) => desk.answer(name, text, retained),
    state: states(station, options.link),
    onTrouble,
  });
  await link.online;
  return {
    close: async () => {
      await station.shutDown();
      await link.close();
    },
  };
}

function handlers(station: Station, readings: () => Value<'observe'>): Handlers {
  return {
    identify: handling(argumentSchemas.identify, async () => IDENTITY),
    observe: handling(argumentSchemas.observe, async () => readings()),
    start: handling(argumentSchemas.start, async ({ job, task }) => {
      await station.start(job, task);
      return {};
    }),
    job: handling(argumentSchemas.job, ({ job }) => station.job(job)),
    data: handling(argumentSchemas.data, ({ job, from }) => station.data(job, from)),
    safe: handling(argumentSchemas.safe, async ({ job }) => {
      await station.makeSafe(job);
      return {};
    }),
  };
}

const IDENTITY: Value<'identify'> = {
  manufacturer: 'Interphase',
  model: 'Simulated characterisation station',
  serialNumber: 'SIM-STATION-1',
  firmware: '1.0',
};

/** Ordinary conditions of a cell holder and of a surface-analysis chamber under ultra-high vacuum. */
function readingsOf(rng: Rng, held?: HeldReadings): () => Value<'observe'> {
  const read = (name: string, now: () => number): number => held?.read(name, now) ?? now();
  const sensors = [
    { name: 'holder temperature', now: () => 25 + 0.1 * rng.normal(), unit: 'Cel' },
    { name: 'chamber pressure', now: () => 2e-7 * rng.lognormal(0.1), unit: 'Pa' },
  ];
  return () => sensors.map(({ name, now, unit }) => ({ name, value: read(name, now), unit }));
}

function states(station: Station, clock: Clock): () => StationState {
  let seq = 0;
  return () => {
    const job = station.runningJob;
    const ts = new Date(clock.now()).toISOString();
    seq += 1;
    return { ts, seq, activity: job === undefined ? 'idle' : 'running', ...(job !== undefined && { job }) };
  };
}
