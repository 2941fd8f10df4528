/** A type of cell as numbers: what does not differ between two cells of one build. */
import type { LookupTable } from '../numerics/lookup-table.js';
import type { ParticleMaterial } from './particle.js';

export interface Layer {
  readonly thicknessM: number;
  readonly porosity: number;
}

export interface Coating extends Layer {
  readonly activeFraction: number;
}

export interface Electrode {
  readonly coating: Coating;
  readonly material: ParticleMaterial;
  /** Stoichiometry as assembled. */
  readonly fresh: number;
}

export interface CellDesign {
  readonly areaM2: number;
  readonly graphite: Electrode;
  readonly cathode: Electrode;
  readonly separator: Layer;
  /** Against Li/Li+ over stoichiometry; the cathode's differs until it was first charged. */
  readonly openCircuit: {
    readonly graphite: LookupTable;
    readonly pristineCathode: LookupTable;
    readonly cathode: LookupTable;
  };
  /** A nickel-rich cathode: hardly lets lithium in where it is nearly full, and oxidises electrolyte at high voltage. */
  readonly nickelRich: boolean;
  /** Real film area over the area of smooth spheres. */
  readonly filmAreaRatio: number;
  /** Film before the first reduction. */
  readonly nativeFilmM: number;
  readonly nativeResistivityOhmM: number;
  readonly contactOhmM2: number;
  /** Charge that one C moves in an hour, A s: what a lab would call the cell's nominal capacity. */
  readonly nominalCapacityC: number;
}
