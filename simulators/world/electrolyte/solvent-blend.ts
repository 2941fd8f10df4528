/** A solvent blend seen as volumes and as moles. */
import { ingredient, SOLVENTS } from './ingredients.js';

export interface Blend {
  readonly moleFractions: Readonly<Record<string, number>>;
  /** Volume-weighted relative permittivity. */
  readonly permittivity: number;
  /** Ideal mixing, 25 Cel. */
  readonly densityGPerMl: number;
}

/**
 * @param massFractions of the blend; scaled to sum to 1, since a real robot never doses exactly
 * @throws {RangeError} no solvent at all, or an unknown one
 */
export function blend(massFractions: Readonly<Record<string, number>>): Blend {
  const parts = Object.entries(massFractions)
    .filter(([, mass]) => mass > 0)
    .map(([name, mass]) => ({ name, mass, ...ingredient(SOLVENTS, name, 'solvent') }));
  if (parts.length === 0) throw new RangeError('an electrolyte needs a solvent; the formulation names none');
  const total = (of: (part: (typeof parts)[number]) => number): number =>
    parts.reduce((sum, part) => sum + of(part), 0);
  const mass = total((p) => p.mass);
  const volume = total((p) => p.mass / p.densityGPerMl);
  const moles = total((p) => p.mass / p.molarMassGPerMol);
  return {
    moleFractions: Object.fromEntries(parts.map((p) => [p.name, p.mass / p.molarMassGPerMol / moles])),
    permittivity: total((p) => (p.mass / p.densityGPerMl) * p.permittivity) / volume,
    densityGPerMl: mass / volume,
  };
}
