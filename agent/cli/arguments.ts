/** Arguments that are more than text. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError } from 'commander';

export function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError('expected a number above zero.');
  return value;
}

export function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('expected a whole number, 1 or more.');
  return value;
}

/** @param most inclusive */
export function countUpTo(most: number): (text: string) => number {
  return (text) => {
    const value = count(text);
    if (value > most) throw new InvalidArgumentError(`expected at most ${most}.`);
    return value;
  };
}

export function tcpPort(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 65_535)
    throw new InvalidArgumentError('expected a port, 1 to 65535.');
  return value;
}

/** A number within bounds, both included. */
export function within(min: number, max: number, unit: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && value >= min && value <= max) return value;
    throw new InvalidArgumentError(
      `expected a number from ${min} to ${max}${unit === '' ? '' : ` ${unit}`}.`,
    );
  };
}

/** A path in the data folder, which is made when it is not there. */
export function labPath(data: string, name: string): string {
  mkdirSync(data, { recursive: true });
  return join(data, name);
}
