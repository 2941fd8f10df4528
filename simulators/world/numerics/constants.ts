/** Physical constants (CODATA 2018, rounded as in the reference runs) and the two functions of temperature used everywhere. */

/** J mol-1 K-1. */
export const GAS_CONSTANT = 8.314462618;

/** C mol-1. */
export const FARADAY = 96485.33;

/** Temperature at which every rate constant is tabulated, K. */
export const REFERENCE_K = 298.15;

/** RT/F, V. */
export function thermalVoltage(temperatureK: number): number {
  return (GAS_CONSTANT * temperatureK) / FARADAY;
}

/** Factor by which a rate with this activation energy (J/mol) differs from its value at 25 Cel. */
export function arrhenius(activationJPerMol: number, temperatureK: number): number {
  return Math.exp((activationJPerMol / GAS_CONSTANT) * (1 / REFERENCE_K - 1 / temperatureK));
}
