/**
 * The agent as a device of Home Assistant, by its MQTT device discovery (home-assistant.io/integrations/mqtt, "Device
 * discovery payload"). It points at topics of the contract and holds nothing of its own; it lets nobody ask for anything.
 */
import type { LabConfig } from '../../config/lab.js';
import type { MqttBus } from '../../drivers/transports/mqtt-bus.js';
import type { Lab } from '../experiment/experiment.js';

export interface DiscoveredLab {
  /** People's name of the lab. */
  readonly name: string;
  readonly base: string;
  /** Where Home Assistant looks. */
  readonly prefix: string;
  /** Names of the instruments. */
  readonly instruments: readonly string[];
}

/** Five missed heartbeats: a number is then shown as unavailable. */
const EXPIRE_AFTER_S = 10;

/** Tells Home Assistant of the lab, now and at every connection, where the lab file asks for it. @returns a function that ends it */
export function announceDiscovery(
  { config, onTrouble }: { readonly config: LabConfig; readonly onTrouble: (error: Error) => void },
  bus: MqttBus,
  { robot, cycler, station }: Lab,
): () => void {
  const { homeAssistant, baseTopic: base } = config.supervision;
  if (!homeAssistant) return () => undefined;
  const instruments = [robot, cycler, station].map(({ id }) => id);
  const { topic, text } = discovery({ name: config.name, base, prefix: homeAssistant.topic, instruments });
  const tell = (): void => {
    if (bus.link === 'up') bus.publish(topic, text, { retain: true }).catch(onTrouble);
  };
  tell();
  return bus.watch(tell);
}

/** The retained message by which Home Assistant finds the lab. */
export function discovery(lab: DiscoveredLab): { readonly topic: string; readonly text: string } {
  const { name, base, prefix } = lab;
  const node = base.replaceAll(/[^\w-]/g, '-');
  const message = {
    device: { identifiers: [node], name, manufacturer: 'Interphase' },
    origin: { name: 'interphase' },
    availability: [{ topic: `${base}/bridge/state`, value_template: '{{ value_json.state }}' }],
    qos: 1,
    components: componentsOf(lab, node),
  };
  return { topic: `${prefix}/device/${node}/config`, text: JSON.stringify(message) };
}

function componentsOf({ base, instruments }: DiscoveredLab, node: string): Record<string, unknown> {
  const numbers = [
    ['experiments', 'Experiments under way', 'experimentsUnderWay'],
    ['alarms', 'Alarms nobody has seen', 'alarmsUnacknowledged'],
  ] as const;
  const campaign = sensor(node, 'campaign', 'Campaign', `${base}/campaign/state`, 'state');
  return {
    campaign,
    ...Object.fromEntries(
      numbers.map(([id, name, field]) => [
        id,
        { ...sensor(node, id, name, `${base}/bridge/health`, field), expire_after: EXPIRE_AFTER_S },
      ]),
    ),
    ...Object.fromEntries(instruments.map((name) => [name, connection(node, name, base)])),
  };
}

function sensor(node: string, id: string, name: string, topic: string, field: string): object {
  const value_template = `{{ value_json.${field} }}`;
  return { platform: 'sensor', unique_id: `${node}-${id}`, name, state_topic: topic, value_template };
}

function connection(node: string, instrument: string, base: string): object {
  return {
    ...sensor(node, instrument, instrument, `${base}/${instrument}/availability`, 'state'),
    platform: 'binary_sensor',
    device_class: 'connectivity',
    payload_on: 'online',
    payload_off: 'offline',
  };
}
