/** How far holding out is, on the error stream of people who watch a terminal. */
import { SystemClock, type Clock } from '../../core/clock.js';
import type { HoldingOut } from '../../planner/calibration/held-out.js';
import { formatDuration } from './duration.js';

export function foldProgress(out = process.stderr, clock: Clock = new SystemClock()): HoldingOut {
  const startedMs = clock.monotonic();
  return {
    onFold: (done, all) => {
      if (!out.isTTY) return;
      const spentS = (clock.monotonic() - startedMs) / 1000;
      const left = done === 0 ? '' : `, about ${formatDuration((spentS / done) * (all - done))} to go`;
      out.write(`\r\x1b[K${done} of ${all} folds${left}${done === all - 1 ? '\r\x1b[K' : ''}`);
    },
  };
}
