/** Finds a simulated lab that runs already. */
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { LAB_DESCRIPTOR_FILE, LabDescriptor } from '../../config/lab-descriptor.js';

const ANSWER_MS = 1000;

/** The lab that runs on this data folder, if one does. After a restart of the host its pid may be somebody else's. */
export async function runningLab(data: string): Promise<LabDescriptor | undefined> {
  const descriptor = describedLab(data);
  if (!descriptor || !isAlive(descriptor.pid)) return undefined;
  const { robot, broker } = descriptor.endpoints;
  const answers = await Promise.all([robot, broker].map(isListening));
  return answers.includes(true) ? descriptor : undefined;
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
