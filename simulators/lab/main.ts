/** The simulated lab as a process of its own: `node main.js --lab lab.yaml --data DIR [--seed S] [--speed F|auto] [--channels N] [--clock JSON]`. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LAB_DESCRIPTOR_FILE, LabDescriptor } from '../../config/lab-descriptor.js';
import { channelCount } from '../../config/lab.js';
import { withChannels } from '../../config/lab-size.js';
import { loadLab } from '../../config/load.js';
import type { Injection } from '../../config/fault-injection.js';
import { LabClock, SteadyClock, SystemClock } from '../../core/clock.js';
import { seededRng } from '../../core/rng.js';
import { brokerPasswords } from './broker-passwords.js';
import { JournalFile } from './journal.js';
import { LabRoom } from './lab-room.js';
import { Lab } from './lab.js';
import type { LabSpec } from './lab-spec.js';
import { resumedTime, unbrokenTime } from './lab-time.js';
import { openControl, type Control } from './control.js';
import { keepAgenda } from './fault-agenda.js';
import { portsOf, specOf, targeted } from './lab-from-config.js';
import { sustainableFactor } from './pace.js';
import { stablePort } from './stable-port.js';

/** A lab that nobody has used for this long (link time) switches itself off. */
const IDLE_MS = 30 * 60_000;
const IDLE_CHECK_MS = 60_000;
const HOST = '127.0.0.1';

const { values } = parseArgs({
  options: {
    lab: { type: 'string' },
    data: { type: 'string' },
    seed: { type: 'string' },
    speed: { type: 'string' },
    channels: { type: 'string' },
    clock: { type: 'string' },
  },
});

const link = new SystemClock();
const steady = new SteadyClock();
const data = values.data ?? 'data';
mkdirSync(data, { recursive: true });
const descriptorPath = join(data, LAB_DESCRIPTOR_FILE);
const before = readDescriptor(descriptorPath);
const asked = values.channels === undefined ? undefined : Number(values.channels);
const config = withChannels(await loadLab(values.lab ?? 'config/labs/simulated.yaml'), asked);
const password = before?.password ?? randomBytes(18).toString('base64url');
let isOn = false;
// Before the journal is touched: whoever has the control port is the one lab that writes into this folder.
const control = await takeControl();
const journal = new JournalFile(join(data, 'lab-journal.ndjson'));
const stoodMs = journal.earlier.at(-1)?.labMs ?? link.now();
const { anchor, onMs } =
  values.clock === undefined
    ? resumedTime(steady, stoodMs, factorOf(values.speed))
    : unbrokenTime(steady, values.clock);
const spec: LabSpec = specOf(config, {
  dataFolder: data,
  seed: values.seed ?? before?.seed,
  password,
  brokerPasswords: brokerPasswords(config, data, password),
  ports: await ports(),
});
const labClock = new LabClock(steady, anchor);
const room = new LabRoom(journal, link, labClock);
const notice = (text: string): void => {
  process.stderr.write(`${new Date(link.now()).toISOString()} ${text}\n`);
};
const lab = new Lab({ spec, room, anchor, link, onNotice: notice });
const off = new AbortController();

process.on('SIGINT', () => undefined);
process.once('SIGTERM', () => void stop());
await start();
void watchIdleness();

function factorOf(speed: string | undefined): number {
  if (speed === 'auto') return sustainableFactor(channelCount(config), cpuMs);
  return speed === undefined ? config.clock.factor : Number(speed);
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function takeControl(): Promise<Control> {
  const port = portOf(before?.control) ?? (await stablePort(HOST));
  try {
    return await openControl({ config, password, port, isOn: () => isOn, strike: strikeNow });
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    process.stderr.write(
      `expected port ${port} free, where the lab of ${data} is controlled (${descriptorPath}); found ${cause}: ` +
        `end the lab that runs there (process ${before?.pid ?? 'unknown'}), or what else listens\n`,
    );
    process.exit(1);
  }
}

/** Where its members listened when it last ran, so that agents find them again. */
async function ports(): Promise<LabSpec['ports']> {
  const [broker, robot, tester] = [await stablePort(HOST), await stablePort(HOST), await stablePort(HOST)];
  return { broker, robot, tester, ...portsOf(before?.endpoints ?? {}) };
}

async function start(): Promise<void> {
  if (journal.earlier.length === 0) room.write('lab', { kind: 'stock.filled', stock: spec.stock });
  room.write('lab', { kind: 'lab.started', seed: spec.seed, factor: anchor.factor });
  for (const member of new Set(room.runningJobs().map((job) => room.ownerOf(job.jobId)))) {
    room.powerLost(member, 'the lab was switched off');
  }
  try {
    writeDescriptor(await lab.start());
    isOn = true;
    void keepFaults();
    process.send?.({ lab: 'ready' });
  } catch (error) {
    await lab.stop();
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

function strikeNow(asked: Injection): boolean {
  const { member, injection } = targeted(asked, config);
  return lab.strike(member, injection, 'control');
}

async function keepFaults(): Promise<void> {
  const { originMs } = room.state;
  const agenda = { spec, originMs, rng: seededRng(spec.seed) };
  // A lab that starts for the first time has not even had what is due at its start; what came due while it was off struck nothing.
  const fromMs = journal.earlier.length === 0 ? originMs - 1 : onMs;
  try {
    await keepAgenda(agenda, labClock, { fromMs, off: off.signal }, ({ member, injection, by }) => {
      if (!lab.strike(member, injection, by))
        notice(`${member} had no power when ${injection.fault} was due`);
    });
  } catch (error) {
    if (!off.signal.aborted) notice(`no more faults come by themselves: ${String(error)}`);
  }
}

function portOf(url: string | undefined): number | undefined {
  return url === undefined ? undefined : Number(new URL(url).port);
}

function writeDescriptor(endpoints: LabDescriptor['endpoints']): void {
  const descriptor: LabDescriptor = {
    pid: process.pid,
    startedAt: new Date(link.now()).toISOString(),
    seed: spec.seed,
    clock: anchor,
    endpoints,
    control: control.url,
    password,
  };
  writeFileSync(descriptorPath, `${JSON.stringify(descriptor, null, 2)}\n`, { mode: 0o600 });
}

function readDescriptor(path: string): LabDescriptor | undefined {
  return existsSync(path) ? LabDescriptor.parse(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
}

async function stop(): Promise<void> {
  off.abort();
  control.close();
  await lab.stop();
  process.exit(0);
}

async function watchIdleness(): Promise<void> {
  let seen = room.state.entries;
  let since = link.monotonic();
  for (;;) {
    await link.sleep(IDLE_CHECK_MS);
    if (room.state.entries !== seen || room.runningJobs().length > 0) {
      seen = room.state.entries;
      since = link.monotonic();
    } else if (link.monotonic() - since > IDLE_MS) {
      notice('nobody has used the lab for half an hour: switching off');
      await stop();
    }
  }
}
