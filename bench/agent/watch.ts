/** What a run of the agent costs its host, from its own figures at short intervals. */
import type { Clock } from '../../core/clock.js';
import type { Product } from './product.js';

/** One reading is one window of the event loop's delay. */
const WINDOW_MS = 2000;

export interface Watched {
  readonly memoryMB: number;
  /** p99 of the event loop's delay in each window in which a plan was computed, and in each of the others, ms. */
  readonly delaysPlanningMs: readonly number[];
  readonly delaysIdleMs: readonly number[];
  /** How long each plan took, s. */
  readonly plansS: readonly number[];
}

/** Watches until the run ends by itself. */
export async function watch(product: Product, clock: Clock): Promise<Watched> {
  const delaysPlanningMs: number[] = [];
  const delaysIdleMs: number[] = [];
  const plansS: number[] = [];
  let memoryMB = 0;
  let before = { plans: 0, planning: false };
  while (!product.hasEnded) {
    await clock.sleep(WINDOW_MS);
    memoryMB = Math.max(memoryMB, product.peakMemoryMB() ?? 0);
    const health = await product.health();
    if (!health) break;
    const { planning, plans, lastPlanS, loopDelayP99Ms } = health;
    const planned = before.planning || planning || plans > before.plans;
    (planned ? delaysPlanningMs : delaysIdleMs).push(loopDelayP99Ms);
    if (plans > before.plans && lastPlanS !== null) plansS.push(lastPlanS);
    memoryMB = Math.max(memoryMB, health.memoryMB);
    before = { plans, planning };
  }
  return { memoryMB, delaysPlanningMs, delaysIdleMs, plansS };
}
