/** The control port of the simulated lab in a data folder. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LAB_DESCRIPTOR_FILE, LabDescriptor } from '../../config/lab-descriptor.js';

/** Brings faults about, one after another. @throws {Error} with what the lab says against one */
export async function strike(data: string, ...injections: readonly object[]): Promise<void> {
  const text = readFileSync(join(data, LAB_DESCRIPTOR_FILE), 'utf8');
  const { control = '', password } = LabDescriptor.parse(JSON.parse(text));
  for (const injection of injections) {
    const response = await fetch(control, {
      method: 'POST',
      headers: { authorization: `Bearer ${password}` },
      body: JSON.stringify(injection),
    });
    if (!response.ok) throw new Error(`${JSON.stringify(injection)}: ${await response.text()}`);
  }
}
