import { scaleOf } from './chart/scale.js';

/** The course of a value, without axes: whether it is calm. */
export function Sparkline({ values }: { readonly values: readonly number[] }) {
  if (values.length < 2) return null;
  const scale = scaleOf(values);
  const path = values
    .map((value, k) => `${(120 * k) / (values.length - 1)} ${30 - 28 * scale.at(value)}`)
    .join('L');
  return (
    <svg width="120" height="32" viewBox="0 0 120 32" aria-hidden="true">
      <path d={`M${path}`} fill="none" stroke="var(--data)" stroke-width="1.5" />
    </svg>
  );
}
