/** The plots of an analysis. */
import type { Cycle } from '../../analysis/cycling/cycle.js';
import type { Recording } from '../../analysis/recording.js';
import type { Chart } from '../chart.js';
import { derivativeCurve, voltageCurve, type CycleRows } from './passes.js';

/** @param cycles to show over their count; those not complete are left out */
export function cycleCharts(
  name: string,
  cycles: readonly Cycle[],
  rows: readonly CycleRows[],
  recording: Recording,
): Chart[] {
  const complete = cycles.filter((cycle) => cycle.complete);
  return [
    ...(complete.length > 1 ? [capacityChart(name, complete), efficiencyChart(name, complete)] : []),
    {
      title: `${name}: voltage`,
      x: { name: 'capacity / mA.h' },
      y: { name: 'voltage / V' },
      curves: rows.map(voltageCurve),
    },
    {
      title: `${name}: differential capacity`,
      x: { name: 'voltage / V' },
      y: { name: 'dQ/dV / mA.h V⁻¹' },
      curves: rows.map((one) => derivativeCurve(one, recording)),
    },
  ];
}

function capacityChart(name: string, cycles: readonly Cycle[]): Chart {
  const x = cycles.map(({ cycle }) => cycle);
  return {
    title: `${name}: capacity`,
    x: { name: 'cycle' },
    y: { name: 'capacity / mA.h' },
    curves: [
      { name: 'charge', x, y: cycles.map((cycle) => cycle.chargeCapacityAs / 3.6) },
      { name: 'discharge', x, y: cycles.map((cycle) => cycle.dischargeCapacityAs / 3.6) },
    ],
  };
}

function efficiencyChart(name: string, cycles: readonly Cycle[]): Chart {
  const known = cycles.filter((cycle) => cycle.coulombicEfficiency !== null);
  return {
    title: `${name}: coulombic efficiency`,
    x: { name: 'cycle' },
    y: { name: 'coulombic efficiency / %' },
    curves: [
      {
        name: 'coulombic efficiency',
        x: known.map(({ cycle }) => cycle),
        y: known.map((cycle) => 100 * cycle.coulombicEfficiency!),
      },
    ],
  };
}
