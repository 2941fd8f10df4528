/** What the tester measures now, as readings. */
import type { Reading } from '../instrument.js';
import { commands } from './codec/commands.js';
import { decodeChamber, decodeChannelReading } from './codec/readings.js';
import type { Conversation } from './conversation.js';

const ZERO_CELSIUS_K = 273.15;

/**
 * `chamber/temperature` (Cel), and for every channel that runs `channel/N/voltage` (V) and `channel/N/current` (A,
 * positive on charge). A value the tester cannot measure is left out.
 * @param now link time of arrival, ms since the epoch
 */
export async function observe(
  conversation: Conversation,
  channels: number,
  now: () => number,
): Promise<readonly Reading[]> {
  const temperatureK = await conversation.ask(commands.chamber, decodeChamber);
  const readings = [
    { name: 'chamber/temperature', value: temperatureK - ZERO_CELSIUS_K, unit: 'Cel', atMs: now() },
  ];
  for (let channel = 1; channel <= channels; channel++) {
    const decode = (reply: string) => decodeChannelReading(channel, reply);
    const { voltageV, currentA } = await conversation.ask(commands.measure(channel), decode);
    if (Number.isNaN(voltageV)) continue;
    readings.push({ name: `channel/${channel}/voltage`, value: voltageV, unit: 'V', atMs: now() });
    readings.push({ name: `channel/${channel}/current`, value: currentA, unit: 'A', atMs: now() });
  }
  return readings.filter(({ value }) => Number.isFinite(value));
}
