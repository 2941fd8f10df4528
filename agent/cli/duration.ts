/** Durations as people say them. */
const STEPS = [
  { unit: 'd', s: 86_400 },
  { unit: 'h', s: 3600 },
  { unit: 'min', s: 60 },
  { unit: 's', s: 1 },
] as const;

/** `18.2 d`, `3.0 h`, `41 s`: the largest unit of which there is at least one. */
export function formatDuration(seconds: number): string {
  const step = STEPS.find(({ s }) => seconds >= s) ?? STEPS[3];
  const value = seconds / step.s;
  return `${step.unit === 's' ? value.toFixed(0) : value.toFixed(1)} ${step.unit}`;
}
