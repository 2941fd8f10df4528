/** What impedance, rate and slippage say about the same cell. */
import { derivative } from '../../../agent/analysis/differential/derivative.js';
import type { Chart, Curve } from '../../../agent/cli/chart.js';
import { readSeries } from '../../../agent/analysis/series.js';
import { CYCLER_COLUMNS } from '../../../drivers/cycler.js';
import type { Cell } from '../../../simulators/world/cell/cell.js';
import { conditionOf } from '../../../simulators/world/measurement/condition.js';
import { impedance } from '../../../simulators/world/measurement/impedance.js';
import { ProtocolRun } from '../../../simulators/world/protocol/protocol-engine.js';
import { CONTROL, electrolyte, makeCell, TERNARY, VC2 } from '../cells.js';
import { DEFAULT_CAMPAIGN, form, runReference } from '../reference-campaign.js';
import { cc, cv } from '../reference-steps.js';

const AREA_CM2 = 1.539;

function aged(mix: typeof CONTROL, cycles: number): Cell {
  const cell = makeCell(mix);
  runReference(cell, { cycles });
  return cell;
}

/** Half charged and rested. */
function nyquist(name: string, cell: Cell): Curve {
  cell.step(0, 7200);
  const points = impedance(cell);
  return {
    name,
    x: points.map(({ realOhm }) => realOhm * AREA_CM2),
    y: points.map(({ imaginaryOhm }) => -imaginaryOhm * AREA_CM2),
  };
}

/** Discharge capacity after a full charge, at rising rates. */
function rateCurve(name: string, mix: typeof CONTROL): Curve {
  const cell = makeCell(mix);
  const c = cell.nominalCurrentA;
  form(cell, DEFAULT_CAMPAIGN);
  const rates = [0.1, 0.2, 0.5, 1, 2, 3, 5];
  const y = rates.map((rate) => {
    cc(cell, 0.2 * c, 4.2, 1e6);
    cv(cell, 4.2, 0.2 * c, 0.02 * c, 1e6);
    const { chargeAh } = cc(cell, -rate * c, 2.8, 1e6);
    cc(cell, -0.05 * c, 2.8, 1e6);
    return 1000 * chargeAh;
  });
  return { name, x: rates, y };
}

/** dV/dQ of a C/20 charge: peaks of graphite's stages slide as lithium is lost. */
function stages(name: string, cell: Cell): Curve {
  const c = cell.nominalCurrentA;
  cc(cell, -0.05 * c, 2.8, 1e6);
  const steps = [
    {
      kind: 'constant-current' as const,
      currentA: c / 20,
      until: [{ quantity: 'voltage' as const, value: 4.2 }],
    },
  ];
  const limits = { minVoltageV: 0, maxVoltageV: 5, maxCurrentA: 1, maxTemperatureK: 400 };
  const run = new ProtocolRun(cell, { steps, record: { everyS: 300, everyV: 0.002 }, limits });
  run.advanceTo(1e9);
  const { series } = readSeries({ columns: CYCLER_COLUMNS, rows: [...run.takeRows()] });
  const whole = { firstRow: 0, lastRow: series.length - 1 };
  const curve = derivative(series, whole, 1, { everyS: 300, restCurrentA: 1e-6 });
  const points = [...curve.chargeAs].map((q, k) => [q / 3.6, 3600 * curve.slopeVPerAs[k]!] as const);
  const shown = points.filter(([q]) => q > 0.3);
  return { name, x: shown.map(([q]) => q), y: shown.map(([, slope]) => slope) };
}

function overTemperature(): Curve[] {
  const temperatures = [-10, 0, 10, 25, 40, 55];
  const of = (name: string, value: (cell: Cell) => number): Curve => ({
    name,
    x: temperatures.map((cel) => 1000 / (cel + 273.15)),
    y: temperatures.map((cel) => {
      const cell = makeCell(VC2);
      form(cell, DEFAULT_CAMPAIGN);
      cell.setTemperature(cel + 273.15);
      return value(cell) * AREA_CM2;
    }),
  });
  return [
    of('10 s pulse', (cell) => conditionOf(cell).pulseOhm),
    of('electrolyte and contacts', (cell) => conditionOf(cell).ohmicOhm),
    of('film', (cell) => conditionOf(cell).filmOhm),
    of(
      'charge transfer',
      (cell) => conditionOf(cell).graphiteTransferOhm + conditionOf(cell).cathodeTransferOhm,
    ),
  ];
}

export function resistanceCharts(): Chart[] {
  return [
    {
      title: 'Impedance, 25 Cel, half charged',
      x: { name: "Z' / Ohm cm²", min: 0 },
      y: { name: "-Z'' / Ohm cm²", min: 0, max: 40 },
      curves: [
        nyquist('no additive, fresh', aged(CONTROL, 1)),
        { ...nyquist('no additive, 300 cycles', aged(CONTROL, 300)), dashed: true },
        nyquist('2 % VC, fresh', aged(VC2, 1)),
        { ...nyquist('2 % VC, 300 cycles', aged(VC2, 300)), dashed: true },
        nyquist('PES, MMDS, TMSPi, fresh', aged(TERNARY, 1)),
      ],
    },
    {
      title: 'Resistance over temperature, 2 % VC after formation',
      x: { name: '1000 K / T' },
      y: { name: 'resistance / Ohm cm²', log: true },
      curves: overTemperature(),
    },
    {
      title: 'Capacity over the discharge rate',
      x: { name: 'discharge rate / h⁻¹', log: true },
      y: { name: 'capacity / mA.h', min: 0 },
      curves: [
        rateCurve('EC:EMC 3:7', CONTROL),
        rateCurve('EC:DMC 1:1', { ...CONTROL, solvents: { EC: 0.5, DMC: 0.5 } }),
        rateCurve('PC:EC 1:1, 2 % VC', { ...VC2, solvents: { EC: 0.5, PC: 0.5 } }),
        rateCurve('EC:EMC 3:7, 2 mol/L', { ...electrolyte(), saltsMolPerL: { LiPF6: 2 } }),
      ],
    },
    {
      title: 'C/20 charge: stages of graphite slide as lithium is lost',
      x: { name: 'charge / mA.h' },
      y: { name: 'dV/dQ / V (A.h)⁻¹', min: 0, max: 600 },
      curves: [
        stages('no additive, fresh', aged(CONTROL, 1)),
        stages('no additive, 500 cycles', aged(CONTROL, 500)),
        stages('PES, MMDS, TMSPi, 500 cycles', aged(TERNARY, 500)),
      ],
    },
  ];
}
