/** The numbers of a cell's cycles for people to read. */
import type { PublishedCycle } from '../../../config/cell-task.js';
import { formatTable, some } from '../table.js';
import type { FullCell } from './full-cell.js';

export function lifeTable(cell: FullCell): string {
  const right = (title: string) => ({ title, align: 'right' as const });
  const columns = [
    { title: 'stage' },
    ...['cycle', 'charge mA.h', 'discharge mA.h', 'CE %', 'pulse Ohm', 'film nm', 'h'].map(right),
  ];
  const rows = some(cell.cycles).map((one) => [
    one.stage,
    String(one.cycle),
    one.chargeCapacityMAh.toFixed(4),
    one.dischargeCapacityMAh.toFixed(4),
    one.coulombicEfficiency === null ? '' : (100 * one.coulombicEfficiency).toFixed(3),
    one.condition?.pulseOhm.toFixed(1) ?? '',
    one.condition?.filmThicknessNm.toFixed(1) ?? '',
    one.timeH.toFixed(1),
  ]);
  const end = cell.fault ? `failed: ${cell.fault.code}: ${cell.fault.message}` : 'completed';
  return `${formatTable(columns, rows)}\n${end}`;
}

export function publishedTable(cycles: readonly PublishedCycle[]): string {
  const titles = ['cycle', 'film mA.h', 'film nm', 'plated mA.h', 'charge A.h', 'discharge A.h', 'end V'];
  return formatTable(
    titles.map((title) => ({ title, align: 'right' as const })),
    some(cycles).map((one) => [
      String(one.cycle),
      one.filmChargeMAh.toPrecision(7),
      one.filmThicknessNm.toFixed(4),
      one.platedChargeMAh.toPrecision(6),
      one.chargeCapacityAh.toFixed(6),
      one.dischargeCapacityAh.toFixed(6),
      one.endVoltageV.toFixed(5),
    ]),
  );
}
