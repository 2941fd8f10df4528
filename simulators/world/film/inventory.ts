/** How much of every reducible species a freshly filled cell holds. */
import type { Formulation } from '../../../drivers/synthesis-robot.js';
import { ingredient, SALTS, SOLVENTS } from '../electrolyte/ingredients.js';
import { SPECIES, speciesIndex } from './species.js';

/** Mean density with which a filled volume is turned into mass, g/m3 (choice). */
const ELECTROLYTE_G_PER_M3 = 1.25e6;
/** Mass share of the conducting salt (choice: 1 M LiPF6). */
const SALT_MASS_FRACTION = 0.12;

const SALT_SPECIES: Readonly<Record<string, string>> = {
  LiPF6: 'PF6',
  LiBF4: 'PF6',
  LiFSI: 'FSI',
  LiTFSI: 'FSI',
  LiBOB: 'LiBOB',
  LiDFOB: 'LiDFOB',
};

/**
 * @returns moles, in the order of SPECIES
 * @throws {RangeError} an ingredient this world does not know
 */
export function initialInventories(formulation: Formulation, electrolyteM3: number): number[] {
  const massG = electrolyteM3 * ELECTROLYTE_G_PER_M3;
  const additiveFraction = Object.values(formulation.additives).reduce((sum, w) => sum + w, 0);
  const solventG = massG * Math.max(0, 1 - additiveFraction - SALT_MASS_FRACTION);
  const moles = SPECIES.map(() => 0);
  for (const [name, fraction] of Object.entries(formulation.solvents)) {
    const { molarMassGPerMol } = ingredient(SOLVENTS, name, 'solvent');
    add(moles, isCyclic(name) ? name : 'LIN', (solventG * fraction) / molarMassGPerMol);
  }
  for (const [name, molPerL] of Object.entries(formulation.saltsMolPerL)) {
    ingredient(SALTS, name, 'salt');
    add(moles, SALT_SPECIES[name] ?? name, molPerL * 1000 * electrolyteM3);
  }
  for (const [name, fraction] of Object.entries(formulation.additives)) {
    add(moles, name, (massG * fraction) / additive(name).molarMassGPerMol);
  }
  return moles;
}

function isCyclic(solvent: string): boolean {
  return speciesIndex(solvent) >= 0;
}

/** Every species but the lumped ones and the anions can be weighed in as an additive. */
const ADDITIVES = Object.fromEntries(
  SPECIES.filter(({ name }) => !['LIN', 'PF6', 'FSI'].includes(name)).map((s) => [s.name, s]),
);

function additive(name: string): (typeof SPECIES)[number] {
  return ingredient(ADDITIVES, name, 'additive');
}

function add(moles: number[], species: string, amount: number): void {
  const index = speciesIndex(species);
  moles[index] = moles[index]! + Math.max(0, amount);
}
