/** The characterisation station, looking at the cells that the tester left. */
import { JobFailed } from '../../mqtt-peer/outcome.js';
import { startPeer } from '../../mqtt-peer/start-peer.js';
import { filmResult, impedanceResult, type Methods } from '../../station/measurement.js';
import { Station } from '../../station/station.js';
import { Cell } from '../../world/cell/cell.js';
import type { RoomCell } from '../../world/cell/cell-spec.js';
import { worldSynergy } from '../../world/film/synergy.js';
import { impedance } from '../../world/measurement/impedance.js';
import { measuredFilm, measuredImpedance } from '../../world/measurement/measurement-errors.js';
import {
  drawStationErrors,
  measuredGas,
  measuredMass,
  measuredMicrobalance,
  type StationErrors,
} from '../../world/measurement/station-errors.js';
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
  const methods = methodsOf(bodyOf, drawStationErrors(rng.split('calibration')));
  const station = await startPeer(new Station({ room, rng, methods }), {
    room,
    clock,
    link,
    brokerUrl: endpoints.broker ?? '',
    username: spec.broker.username,
    password: spec.broker.password,
    base: spec.stationTopic,
    onTrouble: (error) => {
      onNotice(error.message);
    },
  });
  return { endpoint: spec.stationTopic, close: () => station.close() };
}

function methodsOf(bodyOf: (cell: RoomCell) => Cell, errors: StationErrors): Methods {
  return {
    impedance: (cell, own) => {
      const body = bodyOf(cell);
      return impedanceResult({
        openCircuitVoltageV: body.openCircuitVoltageV,
        points: measuredImpedance(impedance(body), own),
      });
    },
    mass: (cell, own) => ({ result: measuredMass(bodyOf(cell), errors, own) }),
    microbalance: (cell, own) => {
      const result = measuredMicrobalance(bodyOf(cell), errors, own);
      if (result) return { result };
      throw new JobFailed('no-film', `cell ${cell.spec.id} was never charged: there is no film to weigh`);
    },
    gas: (cell, own) => ({ result: measuredGas(bodyOf(cell), errors, own) }),
    film: (cell, own) => filmResult(measuredFilm(bodyOf(cell), own)),
  };
}
