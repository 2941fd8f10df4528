/** The characterisation station, looking at the cells that the tester left. */
import { startStation } from '../../station/start-station.js';
import { Cell } from '../../world/cell/cell.js';
import type { RoomCell } from '../../world/cell/cell-spec.js';
import { impedance } from '../../world/measurement/impedance.js';
import { measuredFilm, measuredImpedance } from '../../world/measurement/measurement-errors.js';
import { worldSynergy } from '../../world/film/synergy.js';
import type { MemberParts, OpenMember } from './member-parts.js';

export async function open({
  spec,
  endpoints,
  room,
  clock,
  link,
  rng,
  onNotice,
}: MemberParts): Promise<OpenMember> {
  const synergy = worldSynergy(spec.world);
  const bodyOf = (cell: RoomCell): Cell => new Cell(cell.spec, cell.state, synergy);
  const station = await startStation({
    room,
    clock,
    link,
    rng,
    brokerUrl: endpoints.broker ?? '',
    username: spec.broker.username,
    password: spec.broker.password,
    base: spec.stationTopic,
    impedance: (cell, own) => {
      const body = bodyOf(cell);
      return {
        openCircuitVoltageV: body.openCircuitVoltageV,
        points: measuredImpedance(impedance(body), own),
      };
    },
    film: (cell, own) => measuredFilm(bodyOf(cell), own),
    onTrouble: (error) => {
      onNotice(error.message);
    },
  });
  return { endpoint: spec.stationTopic, close: () => station.close() };
}
