/** What a cell shows before it is a cell: the first charge, its wetting, and what rests and holds look like. */
import type { Chart, Curve } from '../../../agent/cli/chart.js';
import { derivative } from '../../../agent/analysis/differential/derivative.js';
import { differentialCapacity } from '../../../agent/analysis/differential/differential-capacity.js';
import { readSeries } from '../../../agent/analysis/series.js';
import { CYCLER_COLUMNS } from '../../../drivers/cycler.js';
import type { Step } from '../../../drivers/protocol.js';
import type { Cell } from '../../../simulators/world/cell/cell.js';
import { ProtocolRun } from '../../../simulators/world/protocol/protocol-engine.js';
import { CONTROL, electrolyte, makeCell, VC2 } from '../cells.js';
import { DEFAULT_CAMPAIGN, form } from '../reference-campaign.js';

const LIMITS = { minVoltageV: 0, maxVoltageV: 5, maxCurrentA: 1, maxTemperatureK: 400 };

function rowsOf(cell: Cell, steps: readonly Step[], everyS = 60): (readonly number[])[] {
  const run = new ProtocolRun(cell, { steps, record: { everyS, everyV: 0.002 }, limits: LIMITS });
  run.advanceTo(1e9);
  return [...run.takeRows()];
}

const to = (value: number) => [{ quantity: 'voltage' as const, value }];
const charge = (currentA: number, volts: number): Step => ({
  kind: 'constant-current',
  currentA,
  until: to(volts),
});

function firstCharge(name: string, mix: typeof CONTROL): Curve {
  const cell = makeCell(mix);
  const rest: Step = { kind: 'rest', durationS: 12 * 3600 };
  const rows = rowsOf(cell, [rest, charge(0.05 * cell.nominalCurrentA, 3.6)], 600);
  const { series } = readSeries({ columns: CYCLER_COLUMNS, rows });
  const whole = { firstRow: 0, lastRow: series.length - 1 };
  const found = differentialCapacity(derivative(series, whole, 1, { everyS: 600, restCurrentA: 1e-6 }));
  const shown = [...found.voltageV]
    .map((v, k) => [v, found.capacityPerVoltAs[k]! / 3.6] as const)
    .filter(([v]) => v > 1.5 && v < 3.59);
  return { name, x: shown.map(([v]) => v), y: shown.map(([, q]) => q) };
}

/** After formation: charge at C/2, hold, rest of two hours. */
function chargeHoldRest(): Chart[] {
  const cell = makeCell(VC2);
  const c = cell.nominalCurrentA;
  form(cell, DEFAULT_CAMPAIGN);
  const hold: Step = {
    kind: 'constant-voltage',
    voltageV: 4.2,
    until: [{ quantity: 'current', value: 0.02 * c }],
  };
  const rows = rowsOf(cell, [charge(c / 2, 4.2), hold, { kind: 'rest', durationS: 7200 }]);
  const column = (index: number, factor = 1): number[] => rows.map((row) => row[index]! * factor);
  const hours = column(0, 1 / 3600);
  return [
    {
      title: 'C/2 charge, hold, rest: voltage',
      x: { name: 'time / h' },
      y: { name: 'voltage / V' },
      curves: [{ name: 'voltage', x: hours, y: column(3) }],
    },
    {
      title: 'C/2 charge, hold, rest: current',
      x: { name: 'time / h' },
      y: { name: 'current / mA' },
      curves: [{ name: 'current', x: hours, y: column(4, 1000) }],
    },
  ];
}

function wetting(): Chart {
  const curves = [0.5, 2, 6, 12].map((restH) => {
    const cell = makeCell(VC2);
    const capacities = formedAfter(cell, restH, 5);
    return { name: `${restH} h`, x: capacities.map((_, k) => k + 1), y: capacities };
  });
  return {
    title: 'Rest before formation: what dry electrodes cost',
    x: { name: 'formation cycle' },
    y: { name: 'charge / mA.h' },
    curves,
  };
}

function formedAfter(cell: Cell, restH: number, cycles: number): number[] {
  const c = cell.nominalCurrentA;
  const steps: Step[] = [{ kind: 'rest', durationS: restH * 3600 }];
  for (let n = 0; n < cycles; n++) steps.push(charge(c / 10, 4.2), charge(-c / 10, 2.8));
  const rows = rowsOf(cell, [steps[0]!, { kind: 'loop', times: cycles, steps: steps.slice(1, 3) }], 600);
  return Array.from({ length: cycles }, (_, n) => {
    const own = rows.filter((row) => row[2] === n + 1 && row[4]! > 0);
    return own.length < 2 ? 0 : ((own.at(-1)![0]! - own[0]![0]!) * (c / 10)) / 3.6;
  });
}

export function firstChargeCharts(): Chart[] {
  return [
    {
      title: 'First charge at C/20: additives have peaks of their own',
      x: { name: 'cell voltage / V' },
      y: { name: 'dQ/dV / mA.h V⁻¹', log: true, min: 0.05, max: 10 },
      curves: [
        firstCharge('no additive', CONTROL),
        firstCharge('2 % VC', VC2),
        firstCharge('10 % FEC', electrolyte({ FEC: 10 })),
        firstCharge('1 % LiBOB', electrolyte({ LiBOB: 1 })),
        firstCharge('2 % DTD', electrolyte({ DTD: 2 })),
      ],
    },
    wetting(),
    ...chargeHoldRest(),
  ];
}
