/** What can be mixed into an electrolyte, as a liquid: solvents and conducting salts. */

export interface Solvent {
  readonly molarMassGPerMol: number;
  readonly densityGPerMl: number;
  /** Relative permittivity. */
  readonly permittivity: number;
  /** At 25 Cel; of EC the value of the supercooled melt. */
  readonly viscosityMPaS: number;
  readonly viscosityActivationJPerMol: number;
}

/** Solvents at 25 Cel after Xu, Chem. Rev. 104 (2004) 4303, Table 1; activation energies of viscosity are choices. */
export const SOLVENTS: Readonly<Record<string, Solvent>> = {
  EC: solvent(88.06, 1.321, 89.8, 2.6, 16_500),
  PC: solvent(102.09, 1.2, 64.9, 2.53, 17_000),
  DMC: solvent(90.08, 1.063, 3.11, 0.585, 9_000),
  EMC: solvent(104.1, 1.006, 2.96, 0.65, 9_800),
  DEC: solvent(118.13, 0.969, 2.81, 0.753, 10_500),
  FEC: solvent(106.05, 1.454, 78.4, 4.1, 17_000),
};

export interface Salt {
  readonly molarMassGPerMol: number;
  /** ln of the conductivity scale, and the concentration coefficient, of the fit in electrolyte.ts. */
  readonly lnConductivity: number;
  readonly concentrationSlope: number;
  /** Most that dissolves in a polar carbonate blend at room temperature, mol/L. */
  readonly solubilityMolPerL: number;
  /** Volume the dissolved salt adds, mL/mol (choice: puts 1 M LiPF6 in EC:EMC 3:7 at 1.19 g/mL). */
  readonly apparentVolumeMlPerMol: number;
  /** Precipitates in blends of low permittivity. The others dissolve there as ion pairs. */
  readonly needsPolarSolvent: boolean;
}

/**
 * Conducting salts. Conductivity coefficients: fit to CALiSol-23 (Sci. Data 2024, 10.1038/s41597-024-03575-8); LiFSI
 * and LiDFOB are choices, their rows are contradictory or missing. Ceilings are choices of the right order.
 */
export const SALTS: Readonly<Record<string, Salt>> = {
  LiPF6: salt([151.9, 3.3108, 0.9831, 3.0, 42]),
  LiFSI: salt([187.1, 3.3508, 0.94, 5.0, 75]),
  LiTFSI: salt([287.1, 3.1373, 1.078, 4.0, 130]),
  LiBOB: salt([193.8, 3.0442, 1.4723, 0.9, 95], true),
  LiDFOB: salt([143.8, 3.05, 1.1, 1.5, 70], true),
  LiBF4: salt([93.7, 2.4774, 0.8944, 2.5, 40]),
};

function solvent(
  molarMassGPerMol: number,
  densityGPerMl: number,
  permittivity: number,
  viscosityMPaS: number,
  viscosityActivationJPerMol: number,
): Solvent {
  return { molarMassGPerMol, densityGPerMl, permittivity, viscosityMPaS, viscosityActivationJPerMol };
}

function salt(row: readonly [number, number, number, number, number], needsPolarSolvent = false): Salt {
  const [molarMassGPerMol, lnConductivity, concentrationSlope, solubilityMolPerL, apparentVolumeMlPerMol] =
    row;
  return {
    molarMassGPerMol,
    lnConductivity,
    concentrationSlope,
    solubilityMolPerL,
    apparentVolumeMlPerMol,
    needsPolarSolvent,
  };
}

/** Looks an ingredient up. @throws {RangeError} with the known names when there is none of this name */
export function ingredient<T>(table: Readonly<Record<string, T>>, name: string, kind: string): T {
  const found = Object.hasOwn(table, name) ? table[name] : undefined;
  if (found !== undefined) return found;
  throw new RangeError(
    `no ${kind} "${name}" in the simulated world; expected one of ${Object.keys(table).join(', ')}`,
  );
}
