/** Which options belong to which mode: one that does nothing would leave whoever gave it with another cell than they think. */
import { InvalidArgumentError, type Command } from 'commander';

export type Mode = 'full' | 'spm';

/** What only one of the modes knows. */
const OPTIONS_OF: Readonly<Record<Mode, readonly string[]>> = {
  full: ['recipe', 'cellType', 'seed', 'world', 'plot'],
  spm: [
    ...['set', 'law', 'plating', 'temperature', 'soc'],
    ...['charge', 'to', 'hold', 'discharge', 'downTo', 'rest'],
  ],
};

/** @throws {InvalidArgumentError} an option of the other mode was given */
export function refuseOther(mode: Mode, command: Command): void {
  const other = mode === 'full' ? 'spm' : 'full';
  const stray = command.options.find((option) => {
    const name = option.attributeName();
    return OPTIONS_OF[other].includes(name) && command.getOptionValueSource(name) === 'cli';
  });
  if (stray) throw new InvalidArgumentError(`${stray.long} belongs to --mode ${other}.`);
}
