/** How the station's methods see the cells that the tester left, each with its own error. */
import type { Rng } from '../../../core/rng.js';
import { JobFailed } from '../../mqtt-peer/outcome.js';
import { filmResult, impedanceResult, type Methods } from '../../station/measurement.js';
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
} from '../../world/measurement/station-errors.js';

/** Cells of this world under the station's methods. @param rng of the station: its calibration is fixed for good */
export function methodsIn(world: string, rng: Rng): Methods {
  const synergy = worldSynergy(world);
  const bodyOf = (cell: RoomCell): Cell => new Cell(cell.spec, cell.state, synergy);
  const errors = drawStationErrors(rng.split('calibration'));
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
