/** The signs that tell a sound cell from a sick one, by name. */

/** What signs there are: what each says, and its unit (UCUM-like, 1 for none). */
export const SIGNS = {
  freshDecayPerH: { says: 'relative loss of open-circuit voltage before the first charge', unit: '/h' },
  freshDecayErrorPerH: { says: 'standard error of that loss', unit: '/h' },
  firstChargeShare: { says: 'first charge over the designed one', unit: '1' },
  formedShare: { says: 'capacity after formation over the designed one', unit: '1' },
  firstEfficiency: { says: 'coulombic efficiency of the first cycle', unit: '1' },
  secondEfficiency: { says: 'coulombic efficiency of the second cycle', unit: '1' },
  formationGrowth: { says: 'growth of capacity from the first to the second cycle', unit: '1' },
  resistanceJumpOhm: { says: 'largest change of the switching resistance between two cycles', unit: 'Ohm' },
  resistanceGrowth: { says: 'growth of the switching resistance a cycle', unit: '1' },
  chargePolarisationV: { says: 'charging current times the switching resistance', unit: 'V' },
  carbonatePropylene: { says: 'propylene carbonate in the solvent blend', unit: 'kg/kg' },
  imideShare: { says: 'imide salts over those and the salts that passivate aluminium, weighted', unit: '1' },
  seriesJumpOhm: { says: 'largest sudden change of the series resistance', unit: 'Ohm' },
  ohmicOhm: { says: 'ohmic resistance of the impedance at 25 Cel', unit: 'Ohm' },
  voltageJumpOhm: { says: 'largest jump of voltage under steady current over that current', unit: 'Ohm' },
  voltageJumps: { says: 'number of jumps of voltage under steady current', unit: '1' },
  temperatureOffK: { says: 'largest deviation of the temperature from its set point', unit: 'K' },
  nonFiniteRows: { says: 'rows with values that are not numbers', unit: '1' },
  gapIntervals: { says: 'longest time without rows over the spacing that was asked for', unit: '1' },
  stepsMissing: { says: 'steps of the program that left no row', unit: '1' },
  frozenRows: { says: 'rows on which the voltage stands still under current', unit: '1' },
  offCurrentRows: { says: 'rows whose current is not the one asked for', unit: '1' },
} as const;

export type SignName = keyof typeof SIGNS;
export type Signs = Readonly<Partial<Record<SignName, number>>>;
