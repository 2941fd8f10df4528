/** Summits of a noisy curve that noise did not make. */

export interface Summit {
  /** Highest point. */
  readonly place: number;
  /** Lowest points on both sides before the curve rises higher or ends. */
  readonly left: number;
  readonly right: number;
  /** Height over the higher of the two, in standard uncertainties of that difference. */
  readonly significance: number;
}

/**
 * A rise or fall of less is a ripple. Points of a curve in the thousands, of which one in ten is independent, differ by
 * so much by chance once in ten thousand curves (two-sided normal, Bonferroni).
 */
const SIGNIFICANT = 5;

/**
 * In one pass: up to a top, down by enough to believe in it, up again by enough to believe in the valley. A curve that
 * ends before it has come down has no last summit.
 * @param least rise and fall that count, in the units of `y`
 */
export function summits(y: Float64Array, sd: Float64Array, least: number): Summit[] {
  const found: Summit[] = [];
  const sure = (low: number, high: number): number => (y[high]! - y[low]!) / Math.hypot(sd[low]!, sd[high]!);
  const isStep = (low: number, high: number): boolean =>
    y[high]! - y[low]! > least && sure(low, high) > SIGNIFICANT;
  const summit = (place: number, left: number, right: number): Summit => ({
    place,
    left,
    right,
    significance: Math.min(sure(left, place), sure(right, place)),
  });
  let [left, top, low] = [0, 0, 0];
  let climbing = false;
  for (let k = 1; k < y.length; k++) {
    if (climbing) {
      if (y[k]! > y[top]!) top = k;
      if (!isStep(k, top)) continue;
      found.push(summit(top, left, k));
      [climbing, low] = [false, k];
    } else if (y[k]! < y[low]!) {
      low = k;
      const last = found.pop();
      if (last) found.push(summit(last.place, last.left, k));
    } else if (isStep(low, k)) [climbing, left, top] = [true, low, k];
  }
  return found;
}
