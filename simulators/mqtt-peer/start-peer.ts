/** Starts a simulated instrument that serves its commands over MQTT. */
import type { Clock } from '../../core/clock.js';
import { argumentSchemas, type PeerState } from '../../drivers/mqtt-instrument/codec.js';
import { CommandDesk, handling, type Handlers } from './command-desk.js';
import { JobBench, type JobBenchOptions } from './job-bench.js';
import { PeerLink, type PeerLinkOptions } from './peer-link.js';
import type { Work } from './work.js';

export interface PeerOptions extends Pick<PeerLinkOptions, 'brokerUrl' | 'username' | 'password' | 'base'> {
  readonly room: JobBenchOptions<unknown, object>['room'];
  /** Lab time: how long a job takes. */
  readonly clock: Clock;
  /** Real time: whether a command has expired. */
  readonly link: Clock;
  /** Trouble with the broker or the room; the instrument goes on trying. */
  readonly onTrouble?: (error: Error) => void;
}

export interface RunningPeer {
  /** Ends a running job as interrupted, and says that the instrument goes. */
  readonly close: () => Promise<void>;
}

/** Resolves when the instrument has announced itself; waits for the broker as long as that takes. */
export async function startPeer<Task, Result extends object>(
  work: Work<Task, Result>,
  options: PeerOptions,
): Promise<RunningPeer> {
  const onTrouble = options.onTrouble ?? ((): void => undefined);
  const { room, clock } = options;
  const onChange = (): void => {
    link.publishState();
  };
  const bench = new JobBench({ room, clock, work, onChange, onTrouble });
  await bench.recover();
  const desk = new CommandDesk(handlers(bench, work), options.link);
  const link = new PeerLink({
    ...options,
    answer: (name, text, retained) => desk.answer(name, text, retained),
    state: states(bench, options.link),
    onTrouble,
  });
  await link.online;
  return {
    close: async () => {
      await bench.shutDown();
      await link.close();
    },
  };
}

function handlers<Task, Result extends object>(
  bench: JobBench<Task, Result>,
  work: Work<Task, Result>,
): Handlers<Result> {
  const schemas = argumentSchemas(work.task);
  return {
    identify: handling(schemas.identify, async () => work.identity),
    observe: handling(schemas.observe, async () => work.readings()),
    start: handling(schemas.start, async ({ job, task }) => {
      await bench.start(job, task);
      return {};
    }),
    job: handling(schemas.job, ({ job }) => bench.job(job)),
    data: handling(schemas.data, ({ job, from }) => bench.data(job, from)),
    safe: handling(schemas.safe, async ({ job }) => {
      await bench.makeSafe(job);
      return {};
    }),
  };
}

function states(bench: { readonly runningJob: string | undefined }, clock: Clock): () => PeerState {
  let seq = 0;
  return () => {
    const job = bench.runningJob;
    const ts = new Date(clock.now()).toISOString();
    seq += 1;
    return { ts, seq, activity: job === undefined ? 'idle' : 'running', ...(job !== undefined && { job }) };
  };
}
