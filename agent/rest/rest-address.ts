/** Where the agent of a data folder is reached, for commands of the same person on the same computer. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const schema = z.object({ pid: z.int().min(1), address: z.url() });
const FILE = 'rest.json';

/** @param address of the REST interface */
export function announceRest(data: string, address: string): void {
  writeFileSync(join(data, FILE), `${JSON.stringify({ pid: process.pid, address })}\n`, { mode: 0o600 });
}

export function retractRest(data: string): void {
  rmSync(join(data, FILE), { force: true });
}

/** The address that the latest agent on this folder left; undefined when it ended in good order, or there was none. */
export function announcedRest(data: string): z.infer<typeof schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(readFileSync(join(data, FILE), 'utf8'))).data;
  } catch {
    return undefined;
  }
}
