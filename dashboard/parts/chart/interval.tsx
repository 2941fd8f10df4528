/** A prediction as an interval with its mean, and what was observed as a diamond. All in one unit. */

export interface IntervalProps {
  readonly mean: number;
  readonly sd: number;
  readonly observed: number | undefined;
  /** Range that is drawn. */
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

/** Half the width of a 90 % interval of a normal distribution, in standard deviations. */
export const Z90 = 1.6449;

const WIDTH = 200;

export function Interval({ mean, sd, observed, from, to, label }: IntervalProps) {
  const x = (value: number): number =>
    Math.min(WIDTH, Math.max(0, (WIDTH * (value - from)) / (to - from || 1)));
  const [low, high] = [x(mean - Z90 * sd), x(mean + Z90 * sd)];
  return (
    <svg class="plot" viewBox={`0 0 ${WIDTH} 16`} role="img" aria-label={label}>
      <line class="axis" x1={0} x2={WIDTH} y1={8} y2={8} />
      <rect x={low} y={4} width={Math.max(1, high - low)} height={8} fill="var(--data)" fill-opacity=".4" />
      <line x1={x(mean)} x2={x(mean)} y1={3} y2={13} stroke="var(--data)" stroke-width="1.5" />
      {observed !== undefined && <path d={`M${x(observed)} 2l4 6-4 6-4-6z`} fill="var(--ink)" />}
    </svg>
  );
}
