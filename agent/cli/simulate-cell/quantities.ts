/** Rates and times as people write them on a command line. */
import { InvalidArgumentError } from 'commander';

const SECONDS: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600, d: 86_400 };

/** `C/20`, `1C`, `0.5C` as a multiple of the nominal capacity per hour. */
export function cRate(text: string): number {
  const slow = /^C\/(\d+(?:\.\d+)?)$/i.exec(text)?.[1];
  const fast = /^(\d+(?:\.\d+)?)\s*C$/i.exec(text)?.[1];
  const rate = slow === undefined ? Number(fast) : 1 / Number(slow);
  if (rate > 0 && Number.isFinite(rate)) return rate;
  throw new InvalidArgumentError('expected a rate above zero, as C/20, 1C or 0.5C.');
}

/** `10s`, `30min`, `12h`, `365d` in seconds. */
export function duration(text: string): number {
  const [, value, unit] = /^(\d+(?:\.\d+)?)\s*(s|min|h|d)$/.exec(text) ?? [];
  const seconds = Number(value) * (SECONDS[unit ?? ''] ?? NaN);
  if (seconds > 0 && Number.isFinite(seconds)) return seconds;
  throw new InvalidArgumentError('expected a time above zero, as 30min, 12h or 365d.');
}
