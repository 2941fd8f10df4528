import type { Supply } from '../campaign/refilling.js';
import type { PauseAfter } from '../campaign/closures.js';
import type { Parameters } from '../record/bodies/campaign.js';

type Done = Promise<void> | void;
/** What came of it, where there is more to say than that it was done. */
type Told = Promise<string> | string;

/** What the agent does when it is asked to. `actor` is the login of whoever asked. */
export interface OperatorCommands {
  pause(actor: string, reason: string, after: PauseAfter): Done;
  resume(actor: string): Done;
  stopAll(actor: string, reason: string): Done;
  answer(actor: string, prompt: string, option: string, note: string): Done;
  retryStep(actor: string, experiment: string, note: string): Done;
  skipStep(actor: string, experiment: string, note: string): Done;
  acknowledge(actor: string, alarm: string, note: string): Done;
  shelve(actor: string, alarm: string, forS: number, note: string): Done;
  unshelve(actor: string, alarm: string, note: string): Done;
  testRoute(route: string): Told;
  add(actor: string, parameters: Parameters, reason: string): Told;
  edit(actor: string, proposal: string, parameters: Parameters, queueUid: string, reason: string): Told;
  approve(actor: string, proposal: string, reason: string): Done;
  reject(actor: string, proposal: string, reason: string): Done;
  hold(actor: string, proposal: string, note: string): Done;
  move(actor: string, proposal: string, position: number, queueUid: string): Done;
  refill(actor: string, supply: Supply): Told;
  lock(actor: string, target: string, forS: number, note: string): Done;
  unlock(actor: string, target: string, note: string): Done;
  breakLock(actor: string, target: string, note: string): Done;
}
