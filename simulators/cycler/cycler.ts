/** A simulated cycling tester, switched on: the device, its memory, its clock and its line. */
import { join, resolve } from 'node:path';
import type { Clock } from '../../core/clock.js';
import type { Rng } from '../../core/rng.js';
import type { Identity } from '../../drivers/instrument.js';
import type { CyclerProgram } from '../../drivers/scpi-cycler/codec/program.js';
import type { Wire } from '../faults/wire.js';
import type { Room } from '../lab/room.js';
import { CellCheckpoints } from './cell-checkpoints.js';
import { CommandInterpreter } from './command-interpreter.js';
import { ErrorQueue } from './error-queue.js';
import { LineSession } from './line-session.js';
import type { Port, Serve } from './port.js';
import type { MakeRun, Measure } from './protocol-run.js';
import { openPtyPort } from './pty-port.js';
import { RowMemory } from './row-memory.js';
import { openTcpPort } from './tcp-port.js';
import { Tester } from './tester.js';
import { wired } from './wired.js';

export interface CyclerOptions {
  readonly room: Room;
  /** Lab time. */
  readonly clock: Clock;
  readonly link: Clock;
  readonly rng: Rng;
  readonly channels: number;
  /** Where the link to the pseudo-terminal is placed; without it the line is TCP. */
  readonly ttyPath?: string;
  /** TCP port used where there are no pseudo-terminals; 0 takes any free one. */
  readonly tcpFallbackPort: number;
  /** Survives the tester's restart. */
  readonly memoryFolder: string;
  readonly makeRun: MakeRun;
  readonly measure: Measure;
  /** Mean number of channel faults a channel and year. */
  readonly channelFaultsPerYear: number;
  /** Where the line fails, if it is to. */
  readonly wire?: Wire;
  readonly onNotice: (text: string) => void;
}

export interface Cycler extends Port {
  readonly strike: Tester['strike'];
}

const TICK_MS = 50;
/** Between two ticks while channels lag behind the lab clock: long enough for the line to be served. */
const BEHIND_MS = 1;
/** What a cell lives through between two of them is lost with the power. */
const TICKS_PER_CHECKPOINT = 4;

/** Resolves when a host can open `path`. Closing is a power loss: what runs is not ended. */
export async function startCycler(options: CyclerOptions): Promise<Cycler> {
  const { memoryFolder, wire } = options;
  const tester = new Tester({
    ...options,
    rows: new RowMemory(join(memoryFolder, 'rows')),
    checkpoints: new CellCheckpoints(join(memoryFolder, 'cells')),
  });
  await tester.powerOn();
  const serve = conversations(options, tester);
  const port = await openPort(options, wire ? wired(serve, wire) : serve);
  const off = new AbortController();
  const ticking = keepTicking(tester, options, off.signal);
  return {
    path: port.path,
    strike: (...what) => {
      tester.strike(...what);
    },
    close: async () => {
      await port.close();
      off.abort();
      await ticking;
      tester.checkpoint();
    },
  };
}

/** Every host gets a conversation with an error queue of its own; programs and jobs are the tester's. */
function conversations({ rng, channels, memoryFolder, onNotice }: CyclerOptions, tester: Tester): Serve {
  const identity = identityOf(rng.split(`serial-number/${resolve(memoryFolder)}`), channels);
  const programs = new Map<string, CyclerProgram>();
  return (write) => {
    const errors = new ErrorQueue();
    const interpreter = new CommandInterpreter({ tester, identity, programs, errors, upload: undefined });
    const session = new LineSession(interpreter, write, onNotice);
    return (chunk) => {
      session.receive(chunk);
    };
  };
}

/** @param rng of the seed and the place: another lab has another tester */
function identityOf(rng: Rng, channels: number): Identity {
  const number = Math.floor(1e6 * rng.uniform());
  return {
    manufacturer: 'Interphase',
    model: `BT-${channels}`,
    serialNumber: `BT${String(number).padStart(6, '0')}`,
    firmware: '1.0',
  };
}

async function openPort(
  { ttyPath, tcpFallbackPort, link, onNotice }: CyclerOptions,
  serve: Serve,
): Promise<Port> {
  if (ttyPath !== undefined) {
    try {
      return await openPtyPort(ttyPath, link, serve);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      onNotice(`no pseudo-terminal at ${ttyPath} (${reason}): the tester's line is TCP instead`);
    }
  }
  return openTcpPort(tcpFallbackPort, serve);
}

/** A trouble that lasts is told once. */
async function keepTicking(
  tester: Tester,
  { link, onNotice }: CyclerOptions,
  off: AbortSignal,
): Promise<void> {
  let told = '';
  let behind = false;
  for (let ticks = 1; !off.aborted; ticks++) {
    try {
      await link.sleep(behind ? BEHIND_MS : TICK_MS, off);
      behind = await tester.tick();
      if (ticks % TICKS_PER_CHECKPOINT === 0) tester.checkpoint();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (reason !== told && error !== off.reason) onNotice(`a tick failed: ${reason}`);
      told = reason;
    }
  }
}
