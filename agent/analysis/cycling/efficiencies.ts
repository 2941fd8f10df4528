/** What the charge and energy that a cycle moved say of it. */
import type { Moved } from './integral.js';
import { ratio } from './ratio.js';

/** @param flipped the discharge is put in, and the charge comes out */
export function efficiencies(
  { chargeAs, dischargeAs, chargeJ, dischargeJ, chargeS, dischargeS }: Moved,
  flipped: boolean,
) {
  const [inAs, outAs, inJ, outJ] = flipped
    ? [dischargeAs, chargeAs, dischargeJ, chargeJ]
    : [chargeAs, dischargeAs, chargeJ, dischargeJ];
  const bothWays = inAs > 0 && outAs > 0;
  const meanChargeVoltageV = ratio(chargeJ, chargeAs);
  const meanDischargeVoltageV = ratio(dischargeJ, dischargeAs);
  return {
    chargeCapacityAs: chargeAs,
    dischargeCapacityAs: dischargeAs,
    chargeEnergyJ: chargeJ,
    dischargeEnergyJ: dischargeJ,
    coulombicEfficiency: bothWays ? ratio(outAs, inAs) : null,
    coulombicDifferenceAs: bothWays ? inAs - outAs : null,
    energyEfficiency: bothWays ? ratio(outJ, inJ) : null,
    voltageEfficiency: bothWays ? ratio(outJ * inAs, inJ * outAs) : null,
    meanChargeVoltageV,
    meanDischargeVoltageV,
    meanVoltageDifferenceV:
      meanChargeVoltageV === null || meanDischargeVoltageV === null
        ? null
        : meanChargeVoltageV - meanDischargeVoltageV,
    chargeTimeS: chargeS,
    dischargeTimeS: dischargeS,
  };
}
