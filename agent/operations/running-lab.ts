/** Finds a simulated lab that runs already, or is being started. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { LAB_DESCRIPTOR_FILE, LabDescriptor } from '../../config/lab-descriptor.js';
import type { Clock } from '../../core/clock.js';

/** This machine accepts or refuses at once; only its own delay is waited out, for a second lab would be a second truth. */
const ANSWER_MS = 15_000;
const LOOK_MS = 100;
const STARTING_FILE = 'lab-starting';

/** The lab that runs on this data folder, if one does. After a restart of the host its pid may be somebody else's. */
export async function runningLab(data: string): Promise<LabDescriptor | undefined> {
  const descriptor = describedLab(data);
  if (!descriptor || !isAlive(descriptor.pid)) return undefined;
  const { robot, broker } = descriptor.endpoints;
  const answers = await Promise.all([robot, broker].map(isListening));
  return answers.includes(true) ? descriptor : undefined;
}

/** Notes the process of a lab that is being started, until `forgetStarting`. */
export function noteStarting(data: string, pid: number): void {
  writeFileSync(join(data, STARTING_FILE), String(pid));
}

export function forgetStarting(data: string): void {
  rmSync(join(data, STARTING_FILE), { force: true });
}

/**
 * The lab that an agent was starting when it died, once it is ready: a second one in the same folder would be a second
 * truth. Undefined when there is none, or it is not ready after `patienceMs` of link time.
 */
export async function startingLab(
  data: string,
  clock: Clock,
  patienceMs: number,
): Promise<LabDescriptor | undefined> {
  const path = join(data, STARTING_FILE);
  if (!existsSync(path)) return undefined;
  const pid = Number(readFileSync(path, 'utf8'));
  const deadline = clock.monotonic() + patienceMs;
  while (pid > 0 && isAlive(pid) && clock.monotonic() < deadline) {
    const descriptor = describedLab(data);
    if (descriptor?.pid === pid) return descriptor;
    await clock.sleep(LOOK_MS);
  }
  return undefined;
}

/** What the latest lab on this data folder said of itself. */
export function describedLab(data: string): LabDescriptor | undefined {
  const path = join(data, LAB_DESCRIPTOR_FILE);
  if (!existsSync(path)) return undefined;
  return LabDescriptor.safeParse(parse(readFileSync(path, 'utf8'))).data;
}

/** True when something accepts connections at the host and port of a URL. */
function isListening(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port), timeout: ANSWER_MS });
    const tell = (listening: boolean): void => {
      socket.destroy();
      resolve(listening);
    };
    socket.once('connect', () => {
      tell(true);
    });
    for (const event of ['error', 'timeout']) {
      socket.once(event, () => {
        tell(false);
      });
    }
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
