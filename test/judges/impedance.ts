/**
 * Spectra and what we say of them, for impedance.py to judge: `npx tsx test/judges/impedance.ts <file.json>`. Circuits of two
 * arcs that stand apart, simulated cells, and one spectrum with a spoiled point.
 */
import { writeFileSync } from 'node:fs';
import { impedanceFigures } from '../../agent/analysis/impedance/impedance-figures.js';
import { kramersKronig } from '../../agent/analysis/impedance/kramers-kronig.js';
import { pointErrors } from '../../agent/analysis/impedance/point-errors.js';
import { readSpectrum } from '../../agent/analysis/impedance/spectrum.js';
import { ORDINARY_INSTRUMENTS } from '../../agent/analysis/instrument-budget.js';
import { electrolyte, makeCell } from '../../bench/physics/cells.js';
import { runReference } from '../../bench/physics/reference-campaign.js';
import { seededRng } from '../../core/rng.js';
import { impedance } from '../../simulators/world/measurement/impedance.js';
import { measuredImpedance } from '../../simulators/world/measurement/measurement-errors.js';
import { COIN, noisy, sweep, table } from '../agent/analysis/impedance/spectra.js';

const [, , out] = process.argv;
if (out === undefined)
  throw new Error('expected the file to write to: npx tsx test/judges/impedance.ts <file.json>');
const rng = seededRng('judge');

const circuits = [4, 6, 9, 14].map((filmOhm) => {
  const arcs = [
    [filmOhm, filmOhm * 6e-5, 0.85],
    [18, 1 / (2 * Math.PI * 8), 0.88],
  ] as const;
  return { name: `circuit, film ${filmOhm} Ohm`, arcs: 2, rows: noisy(sweep({ ...COIN, arcs }), rng) };
});

const cells = [{}, { VC: 2 }, { PES: 2, MMDS: 1, TMSPi: 1 }].map((additives) => {
  const cell = makeCell(electrolyte(additives));
  runReference(cell, { cycles: 1 });
  const points = measuredImpedance(impedance(cell), rng);
  const rows = points.map(({ frequencyHz, realOhm, imaginaryOhm }) => [frequencyHz, realOhm, imaginaryOhm]);
  return { name: `cell, ${Object.keys(additives).join(' ') || 'no additive'}`, arcs: 3, rows };
});

const spoilt = circuits[2]!.rows.map(([hz, re, im], k) => [hz!, re! * (k === 20 ? 1.1 : 1), im!]);

const cases = [...circuits, ...cells, { name: 'one point spoiled', arcs: 0, rows: spoilt }].map((one) => {
  const { spectrum } = readSpectrum(table(one.rows));
  if (!spectrum) throw new Error(`${one.name}: the spectrum cannot be read`);
  const { elements, mu, realResiduals, imaginaryResiduals, quality } = kramersKronig(
    spectrum,
    pointErrors(spectrum, ORDINARY_INSTRUMENTS),
  );
  return {
    ...one,
    figures: impedanceFigures(table(one.rows), ORDINARY_INSTRUMENTS),
    kramersKronig: { elements, mu, quality, real: [...realResiduals], imaginary: [...imaginaryResiduals] },
  };
});
writeFileSync(out, JSON.stringify({ cases }));
