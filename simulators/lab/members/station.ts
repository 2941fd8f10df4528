/** The characterisation station, looking at the cells that the tester left. */
import { HeldReadings } from '../../faults/held-readings.js';
import { SteppedClock } from '../../faults/stepped-clock.js';
import type { Wire } from '../../faults/wire.js';
import { openRelay, type Relay } from '../../faults/wire-relay.js';
import { startPeer, type RunningPeer } from '../../mqtt-peer/start-peer.js';
import { Station } from '../../station/station.js';
import type { MemberParts, OpenMember } from './member-parts.js';
import { methodsIn } from './station-methods.js';

const MQTT_PORT = 1883;

export async function open(parts: MemberParts): Promise<OpenMember> {
  const { spec, endpoints, link, wire } = parts;
  const clock = new SteppedClock(link, link);
  const held = new HeldReadings(parts.clock);
  const broker = new URL(endpoints.broker ?? '');
  const relay = await relayTo(broker, wire);
  const brokerUrl = relay ? `mqtt://127.0.0.1:${relay.port}` : broker.href;
  const station = await start({ ...parts, link: clock }, { brokerUrl, held });
  return {
    endpoint: spec.station.baseTopic,
    inject: (injection) => {
      if (injection.fault === 'clock-step') clock.step(1000 * injection.stepS, 1000 * injection.durationS);
      else if (injection.fault === 'frozen-reading') held.freeze(3600 * injection.durationH);
    },
    close: async () => {
      await station.close();
      await relay?.close();
    },
  };
}

/** The station's own way to the broker. An encrypted one stays whole: nothing can stand in the middle of it. */
async function relayTo({ protocol, hostname, port }: URL, wire: Wire): Promise<Relay | undefined> {
  if (protocol !== 'mqtt:') return undefined;
  const target = () => ({ host: hostname, port: Number(port || MQTT_PORT) });
  return openRelay({ host: '127.0.0.1', port: 0, wire, target, instrument: 'client' });
}

function start(
  { spec, room, clock, link, rng, onNotice }: MemberParts,
  { brokerUrl, held }: { readonly brokerUrl: string; readonly held: HeldReadings },
): Promise<RunningPeer> {
  const { baseTopic: base, username, password } = spec.station;
  return startPeer(new Station({ room, rng, methods: methodsIn(spec.world, rng), held }), {
    ...{ room, clock, link, brokerUrl, base, username, password },
    onTrouble: (error) => {
      onNotice(error.message);
    },
  });
}
