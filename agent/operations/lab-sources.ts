/** The cheap sources of a lab as drivers on a connection of their own, so that a running agent is not disturbed. */
import { instrumentsOf } from '../../config/lab.js';
import { MqttSource } from '../../drivers/mqtt-source/driver.js';
import type { Source } from '../../drivers/source.js';
import { MqttBus } from '../../drivers/transports/mqtt-bus.js';
import { brokerAccess } from './broker-access.js';
import type { LabSetting } from './lab-instruments.js';

/**
 * Calls `use` with the lab's first source, connected; disconnects whatever happens.
 * @throws {Error} when the lab has none
 */
export async function withSource<T>(setting: LabSetting, use: (source: Source) => Promise<T>): Promise<T> {
  const { config, link } = setting;
  const [id, configured] = instrumentsOf(config, 'source')[0] ?? [];
  if (id === undefined || configured?.driver !== 'mqtt-source') {
    throw new Error(
      `the lab "${config.name}" has no source: add an instrument with driver mqtt-source to its instruments`,
    );
  }
  const clientId = `${config.supervision.baseTopic.replaceAll('/', '-')}-estimate-${link.now().toString(36)}`;
  const bus = new MqttBus({ ...(await brokerAccess(setting)), clientId });
  const source = new MqttSource({ id, bus, base: configured.baseTopic, clock: link });
  try {
    await source.connect();
    return await use(source);
  } finally {
    await source.disconnect();
    await bus.disconnect();
  }
}
