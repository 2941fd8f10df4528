import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Cell } from '../../../../simulators/world/cell/cell.js';
import type { CellState } from '../../../../simulators/world/cell/cell-spec.js';
import { worldSynergy } from '../../../../simulators/world/film/synergy.js';
import { anyFormulation } from '../arbitraries.js';
import { cellSpec, electrolyte, makeCell } from '../cells.js';
import { runReference } from '../../../../bench/physics/reference-campaign.js';

describe('a cell', () => {
  it('shows a fresh cell voltage between 0.1 and 0.6 V', () => {
    const volts = makeCell().openCircuitVoltageV;
    expect(volts).toBeGreaterThan(0.1);
    expect(volts).toBeLessThan(0.6);
  });

  it('rises in voltage on charge and falls on discharge', () => {
    const cell = makeCell();
    cell.step(cell.nominalCurrentA / 10, 3600);
    const rest = cell.openCircuitVoltageV;
    expect(cell.endVoltage(1e-3, 60)).toBeGreaterThan(rest);
    expect(cell.endVoltage(-1e-3, 60)).toBeLessThan(rest);
  });

  it('does not change when it is only asked', () => {
    const cell = makeCell();
    const before = cell.snapshot();
    cell.endVoltage(2e-3, 3600);
    expect(cell.snapshot()).toEqual(before);
  });

  it('goes on from a saved state, through JSON, exactly as the original does', () => {
    const original = makeCell(electrolyte({ VC: 2 }));
    runReference(original, { cycles: 2 });
    original.refresh();
    const copy = new Cell(original.spec, JSON.parse(JSON.stringify(original.snapshot())) as CellState);
    for (const cell of [original, copy]) for (let i = 0; i < 200; i++) cell.step(2e-3, 20);
    expect(copy.snapshot()).toEqual(original.snapshot());
  });

  it('gives the same series for the same specification', () => {
    const [first, second] = [makeCell(), makeCell()].map((cell) => runReference(cell, { cycles: 5 }));
    expect(second).toEqual(first);
  });

  it('refuses a state that is not its own', () => {
    const { steps: _dropped, ...incomplete } = makeCell().snapshot();
    expect(() => new Cell(cellSpec(), incomplete)).toThrow(/entry "steps".*came as undefined/);
    expect(() => new Cell(cellSpec(), { ...makeCell().snapshot(), graphite: Number.NaN })).toThrow(TypeError);
  });

  it('refuses a temperature no chamber has', () => {
    expect(() => {
      makeCell().setTemperature(25);
    }).toThrow(/25 K, expected 200 to 400 K/);
  });

  it('ages faster in the heat', () => {
    const film = [298.15, 318.15].map((temperatureK) => {
      const cell = makeCell();
      runReference(cell, { cycles: 1 });
      cell.setTemperature(temperatureK);
      cell.step(cell.nominalCurrentA / 3, 5400);
      const before = cell.state.filmC;
      for (let day = 0; day < 30; day++) cell.step(0, 86_400);
      return cell.state.filmC - before;
    });
    expect(film[1]! / film[0]!).toBeGreaterThan(1.4);
    expect(film[1]! / film[0]!).toBeLessThan(3);
  });

  it('lives longer in a world where its additives help each other more', () => {
    const effects = worldSynergy().map((effect) => ({ ...effect, strength: effect.strength * 2 }));
    const spec = cellSpec(electrolyte({ VC: 2, DTD: 1 }));
    const [usual, better] = [new Cell(spec), new Cell(spec, undefined, effects)];
    runReference(usual, { cycles: 30 });
    runReference(better, { cycles: 30 });
    expect(better.state.filmC).toBeLessThan(usual.state.filmC);
  });
});

describe('a shorted cell', () => {
  it.each([0.1, 1, 10])('of %f ohm reads below 10 mV from the start', (shortOhm) => {
    expect(Math.abs(makeCell(electrolyte(), { defects: { shortOhm } }).openCircuitVoltageV)).toBeLessThan(
      0.01,
    );
  });

  it('with a soft short loses V t/(R Q) of efficiency in each cycle', () => {
    const shortOhm = 2e5;
    const cell = makeCell(electrolyte({ VC: 2 }), { defects: { shortOhm } });
    const healthy = runReference(makeCell(electrolyte({ VC: 2 })), { cycles: 5 });
    const shorted = runReference(cell, { cycles: 5 });
    const capacityC = shorted.capacitiesMAh[4]! * 3.6;
    const lostPercent = healthy.efficienciesPercent[4]! - shorted.efficienciesPercent[4]!;
    const cycleS = (2.05 * capacityC) / (0.5 * cell.nominalCurrentA);
    const expected = (100 * 3.8 * cycleS) / (shortOhm * capacityC);
    expect(Math.abs(lostPercent / expected - 1)).toBeLessThan(0.1);
  });
});

describe('whatever is done to a cell', () => {
  it('its cathode, charged hard in the cold, oxidises at most 10 A/m2', () => {
    const cell = makeCell({ solvents: { EC: 1 }, saltsMolPerL: {}, additives: {} });
    cell.step(cell.nominalCurrentA / 2, 1800);
    cell.setTemperature(253);
    cell.step(1.6e-3, 300);
    const beforeC = cell.state.oxidisedC;
    cell.step(5e-3, 300);
    expect((cell.state.oxidisedC - beforeC) / (10 * cell.body.design.areaM2 * 300)).toBeCloseTo(1, 9);
  });

  it('its lithium stays constant and its state finite', () => {
    const use = fc.record({
      currentA: fc.double({ min: -5e-3, max: 5e-3, noNaN: true }),
      durationS: fc.oneof(
        fc.double({ min: 1, max: 300, noNaN: true }),
        fc.double({ min: 300, max: 86_400, noNaN: true }),
      ),
      temperatureK: fc.double({ min: 253, max: 343, noNaN: true }),
    });
    fc.assert(
      fc.property(anyFormulation, fc.array(use, { maxLength: 30 }), (formulation, uses) => {
        const cell = makeCell(formulation);
        cell.step(cell.nominalCurrentA / 2, 1800);
        const lithiumC = cell.lithiumC;
        for (const { currentA, durationS, temperatureK } of uses) {
          cell.setTemperature(temperatureK);
          cell.step(currentA, durationS);
        }
        expect(Math.abs(cell.lithiumC / lithiumC - 1)).toBeLessThan(1e-6);
        for (const value of Object.values(cell.snapshot()).flat()) {
          if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
