/** Commands for which a lab must be a simulated one. */
import type { LabConfig } from '../../config/lab.js';
import { ConfigError } from '../../config/problem.js';

/** @throws {ConfigError} when the lab of that file is real */
export function refuseReal({ simulation, name }: LabConfig, file: string): void {
  if (simulation) return;
  throw ConfigError.ofFile(
    file,
    'a simulation: section',
    `the real lab "${name}", which cannot be simulated`,
  );
}
