/** A cell's life in four charts. */
import type { Chart, Curve as ChartCurve } from '../chart.js';
import type { CellCycle, Curve, FullCell } from './full-cell.js';

export function cellCharts({ cycles, curves }: FullCell): Chart[] {
  const ageing = cycles.filter(({ stage }) => stage === 'ageing');
  const later = curves.filter(({ stage }) => stage === 'ageing');
  const first = curves.filter(({ stage }) => stage === 'formation');
  return [
    overCycles('Discharge capacity', 'capacity / mA.h', ageing, [
      ['discharge', (one) => one.dischargeCapacityMAh],
    ]),
    overCycles('Coulombic efficiency', 'efficiency / %', ageing, [
      ['efficiency', (one) => 100 * (one.coulombicEfficiency ?? NaN)],
    ]),
    overCycles('Resistance at half charge', 'resistance / Ohm', ageing, [
      ['10 s pulse', (one) => one.condition?.pulseOhm],
      ['electrolyte, contacts', (one) => one.condition?.ohmicOhm],
      ['film', (one) => one.condition?.filmOhm],
      ['graphite transfer', (one) => one.condition?.graphiteTransferOhm],
      ['cathode transfer', (one) => one.condition?.cathodeTransferOhm],
    ]),
    overCycles('Film and gas', 'film / nm, gas / umol', ageing, [
      ['film thickness', (one) => one.condition?.filmThicknessNm],
      ['gas', (one) => one.condition?.gasUmol],
    ]),
    differential('First charges: what the additives do', first),
    differential('Charges of ageing cycles', later),
  ];
}

function overCycles(
  title: string,
  name: string,
  cycles: readonly CellCycle[],
  values: readonly (readonly [string, (one: CellCycle) => number | undefined])[],
): Chart {
  const curves = values.map(([curve, of]): ChartCurve => {
    const known = cycles.flatMap((one) => {
      const value = of(one);
      return value === undefined || !Number.isFinite(value) ? [] : [[one.cycle, value] as const];
    });
    return { name: curve, x: known.map(([x]) => x), y: known.map(([, y]) => y) };
  });
  return { title, x: { name: 'cycle' }, y: { name }, curves };
}

function differential(title: string, curves: readonly Curve[]): Chart {
  return {
    title,
    x: { name: 'cell voltage / V' },
    y: { name: 'dQ/dV / mA.h V⁻¹', log: true, min: 0.02 },
    curves: curves.map(({ cycle, voltageV, capacityPerVoltAs }) => ({
      name: `cycle ${cycle}`,
      x: voltageV,
      y: capacityPerVoltAs.map((value) => Math.max(0.02, value / 3.6)),
    })),
  };
}
