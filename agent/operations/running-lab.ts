/** Finds a simulated lab that runs already, or is being started. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { LAB_DESCRIPTOR_FILE, LabDescriptor } from '../../config/lab-descriptor.js';
import type { Clock } from '../../core/clock.js';

/** Far beyond any delay of a machine that works: to take a lab that runs for a dead one would make a second truth. */
const ANSWER_MS = 60_000;
const LOOK_MS = 100;
const STARTING_FILE = 'lab-starting';

/**
 * The lab that runs on this data folder, if one does: what answers at its control port to its own password. After a
 * restart of the host its pid and its port may be somebody else's.
 * @throws {Error} something listens there and says nothing
 */
export async function runningLab(data: string): Promise<LabDescriptor | undefined> {
  const descriptor = describedLab(data);
  return descriptor && (await answers(descriptor)) ? descriptor : undefined;
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

function answers({ control, password, pid }: LabDescriptor): Promise<boolean> {
  if (control === undefined) return Promise.resolve(false);
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${password}` };
    const asking = get(control, { headers, agent: false, timeout: ANSWER_MS }, (response) => {
      response.destroy();
      resolve(response.statusCode === 200);
    });
    asking.once('error', () => {
      resolve(false);
    });
    asking.once('timeout', () => {
      reject(
        new Error(
          `the simulated lab (process ${pid}) has not answered at ${control} for ${ANSWER_MS / 1000} s: ` +
            'end that process and start again',
        ),
      );
      asking.destroy();
    });
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
