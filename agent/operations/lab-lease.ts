/** One agent per lab: who starts asks the broker first, on a connection of its own, and does not start beside another. */
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { inTime } from '../../drivers/transports/deadline.js';
import { MqttBus } from '../../drivers/transports/mqtt-bus.js';
import { findHolder, holderOf, type Held } from '../supervision/holder.js';
import type { Holder } from '../supervision/contract/messages.js';
import { brokerAccess } from './broker-access.js';
import type { LabSetting } from './lab-instruments.js';

/** How long a broker may take to let us in, link time; then the lab is started without having asked. */
const CONNECT_MS = 5000;

/** This agent, as it tells others who it is. */
export function thisAgent({ data, link }: Pick<LabSetting, 'data' | 'link'>): Holder {
  return holderOf(hostname(), resolve(data), process.pid, link);
}

/**
 * The agent's own connection would not do: two with one client id throw each other out.
 * @param onTrouble told when the broker could not be asked: a broker never keeps a lab from working
 * @throws {Error} another agent works on this lab; says who and what to do
 */
export async function refuseSecondAgent(
  setting: LabSetting,
  onTrouble: (error: Error) => void,
): Promise<void> {
  const { config, link } = setting;
  const base = config.supervision.baseTopic;
  const self = thisAgent(setting);
  const clientId = `${base.replaceAll('/', '-')}-asks-${self.agent}`;
  const bus = new MqttBus({ ...(await brokerAccess(setting)), clientId });
  let held: Held | undefined;
  try {
    const late = (): Error => new Error(`${bus.name}: no answer within ${CONNECT_MS / 1000} s`);
    await inTime(link, CONNECT_MS, (signal) => bus.connect(signal), late);
    held = await findHolder(bus, { base, agent: self.agent, clock: link });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const advice = 'starting all the same; see to it that no other agent works on this lab';
    onTrouble(new Error(`the broker could not be asked for another agent (${why}): ${advice}`, { cause }));
  } finally {
    await bus.disconnect();
  }
  if (held) throw refusal(held, base);
}

function refusal({ holder }: Held, base: string): Error {
  const who = holder
    ? `process ${holder.pid} on ${holder.host} since ${holder.since}, data folder ${holder.data}`
    : 'it does not say who it is';
  return new Error(
    `another agent works on this lab (${who}): its heart beats on ${base}/bridge/health. Stop it first, then start again; for another lab at the same broker choose another supervision.baseTopic`,
  );
}
