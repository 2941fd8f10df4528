/** The characterisation station, looking at the cells that the tester left. */
import { HeldReadings } from '../../faults/held-readings.js';
import { SteppedClock } from '../../faults/stepped-clock.js';
import type { Wire } from '../../faults/wire.js';
import { openRelay, type Relay } from '../../faults/wire-relay.js';
import { startStation, type RunningStation } from '../../station/start-station.js';
import { Cell } from '../../world/cell/cell.js';
import type { RoomCell } from '../../world/cell/cell-spec.js';
import { impedance } from '../../world/measurement/impedance.js';
import { measuredFilm, measuredImpedance } from '../../world/measurement/measurement-errors.js';
import { worldSynergy } from '../../world/film/synergy.js';
import type { MemberParts, OpenMember } from './member-parts.js';

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
    endpoint: spec.stationTopic,
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
  own: { readonly brokerUrl: string; readonly held: HeldReadings },
): Promise<RunningStation> {
  const synergy = worldSynergy(spec.world);
  const bodyOf = (cell: RoomCell): Cell => new Cell(cell.spec, cell.state, synergy);
  return startStation({
    ...own,
    room,
    clock,
    link,
    rng,
    username: spec.broker.username,
    password: spec.broker.password,
    base: spec.stationTopic,
    impedance: (cell, noise) => {
      const body = bodyOf(cell);
      return {
        openCircuitVoltageV: body.openCircuitVoltageV,
        points: measuredImpedance(impedance(body), noise),
      };
    },
    film: (cell, noise) => measuredFilm(bodyOf(cell), noise),
    onTrouble: (error) => {
      onNotice(error.message);
    },
  });
}
