/** How fast graphite reduces each species of the electrolyte by electrons tunnelling through the film. */
import { thermalVoltage } from '../numerics/constants.js';
import { SPECIES, speciesIndex, type Species } from './species.js';

/** Transfer coefficient of film growth (von Kolzenberg et al. 2020). */
export const FILM_TRANSFER = 0.22;

interface Reducible extends Species {
  /** Position in the lists of a cell's state. */
  readonly index: number;
  /** The anion of the conducting salt reacts with its own kind: second order. */
  readonly secondOrder: boolean;
  /** Rate at 1 mol/L and 0 V against Li/Li+, mol m-2 s-1. */
  readonly scale: number;
}

/** Mean film per mole and total rate at one instant; the rates themselves stay in `Reduction.rates`. */
export interface TotalRate {
  readonly molPerM2S: number;
  readonly filmM3PerMol: number;
}

/** The reduction kinetics of one filled cell. `species` are those it was filled with. */
export class Reduction {
  readonly species: readonly Reducible[];
  /** Last evaluated, in the order of `species`, mol m-2 s-1 of real film area. */
  readonly rates: Float64Array;
  private readonly thermalVoltageV: number;

  /**
   * @param inventoriesMol at filling, in the order of SPECIES
   * @param filmFactor of the temperature on everything in the film
   */
  constructor(
    inventoriesMol: readonly number[],
    private readonly electrolyteM3: number,
    temperatureK: number,
    filmFactor: number,
  ) {
    const conducting = inventoriesMol[speciesIndex('PF6')]! > 0 ? 'PF6' : 'FSI';
    const thermalVoltageV = thermalVoltage(temperatureK);
    this.thermalVoltageV = thermalVoltageV;
    this.species = SPECIES.map((species, index) => ({
      ...species,
      index,
      secondOrder: species.name === conducting,
      scale:
        species.rateMolPerM2S * filmFactor * Math.exp((FILM_TRANSFER * species.potentialV) / thermalVoltageV),
    })).filter(({ index }) => inventoriesMol[index]! > 0);
    this.rates = new Float64Array(this.species.length);
  }

  /** Evaluates `rates` at a graphite potential against Li/Li+. */
  evaluate(potentialV: number, inventoriesMol: readonly number[]): TotalRate {
    const common = Math.exp((-FILM_TRANSFER * potentialV) / this.thermalVoltageV);
    let total = 0;
    let volume = 0;
    for (let place = 0; place < this.species.length; place++) {
      const species = this.species[place]!;
      const molPerL = inventoriesMol[species.index]! / (1000 * this.electrolyteM3);
      const order = species.secondOrder ? molPerL * molPerL : molPerL;
      const rate = species.scale * common * order * onset(species.potentialV - potentialV);
      this.rates[place] = rate;
      total += rate;
      volume += rate * species.filmM3PerMol;
    }
    return { molPerM2S: total, filmM3PerMol: volume / total };
  }
}

/** No reduction above the reduction potential, full rate from 0.12 V below, a 20 mV logistic in between (choice). */
function onset(drivingV: number): number {
  if (drivingV >= 0.12) return 1;
  return drivingV < -0.3 ? 0 : 1 / (1 + Math.exp(-drivingV / 0.02));
}
