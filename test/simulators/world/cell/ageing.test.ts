import { describe, expect, it } from '@jest/globals';
import { cc, cv } from '../../../../bench/physics/reference-steps.js';
import { DEFAULT_CAMPAIGN, form, runReference } from '../../../../bench/physics/reference-campaign.js';
import type { Cell } from '../../../../simulators/world/cell/cell.js';
import { exfoliationRisk } from '../../../../simulators/world/cell/exfoliation.js';
import { deposit } from '../../../../simulators/world/cell/plating.js';
import { conditionOf } from '../../../../simulators/world/measurement/condition.js';
import { electrolyte, makeCell } from '../cells.js';

const VC2 = electrolyte({ VC: 2 });

function formed(changes: Parameters<typeof makeCell>[1] = {}, mix = VC2): Cell {
  const cell = makeCell(mix, changes);
  form(cell, DEFAULT_CAMPAIGN);
  return cell;
}

describe('lithium metal', () => {
  it('approaches where plating and stripping balance, and never overshoots it', () => {
    const rates = { strip: 1e-6, plate: 2e-4 };
    expect(deposit(0, rates, 1e9)).toBeCloseTo(200, 6);
    expect(deposit(500, rates, 1e9)).toBeCloseTo(200, 6);
    expect(deposit(0, rates, 1e3)).toBeCloseTo(200 * (1 - Math.exp(-1e-3)), 9);
  });

  it('is plated by a fast charge in the cold, and hardly in the warm', () => {
    const plated = [268.15, 298.15].map((temperatureK) => {
      const cell = formed();
      cell.setTemperature(temperatureK);
      cc(cell, 2 * cell.nominalCurrentA, 6, 900);
      return conditionOf(cell).metalShare;
    });
    expect(plated[0]!).toBeGreaterThan(10 * plated[1]!);
    expect(plated[0]!).toBeGreaterThan(1e-2);
  });

  it('shows as a dip of the voltage in the rest after such a charge', () => {
    const cell = formed();
    cell.setTemperature(263.15);
    cc(cell, 2 * cell.nominalCurrentA, 4.2, 7200);
    const before = cell.state.platedMolPerM3;
    cell.step(0, 3600);
    expect(cell.state.platedMolPerM3).toBeLessThan(before);
  });
});

describe('graphite in propylene carbonate', () => {
  const pc = (PC: number, EC: number, additives = {}) => ({
    ...electrolyte(additives),
    solvents: { PC, EC, EMC: 1 - PC - EC },
  });

  it('comes apart without a film former, and stays whole with one', () => {
    expect(exfoliationRisk(pc(0.5, 0))).toBeGreaterThan(0.99);
    expect(exfoliationRisk(pc(0.5, 0, { VC: 4 }))).toBeLessThan(0.1);
    expect(exfoliationRisk(pc(0.2, 0.2))).toBeLessThan(0.1);
  });

  it('gives back less than half of its first charge, and gas', () => {
    const cell = makeCell(pc(0.5, 0));
    expect(form(cell, DEFAULT_CAMPAIGN).firstEfficiencyPercent).toBeLessThan(50);
    expect(cell.state.exfoliated).toBeGreaterThan(0.3);
    expect(cell.state.gasMol).toBeGreaterThan(2e-5);
  });
});

describe('an electrode that is soaked slowly', () => {
  it.each([
    [0.5, 62.1],
    [2, 84.2],
    [6, 88.6],
    [12, 88.9],
  ])('after %f h of rest gives back %f %% of the first charge, as published', (restH, percent) => {
    const { firstEfficiencyPercent } = form(makeCell(VC2), { ...DEFAULT_CAMPAIGN, restH });
    expect(Math.abs(firstEfficiencyPercent - percent)).toBeLessThan(0.06);
  });

  it('keeps the lithium in its books', () => {
    const cell = makeCell(VC2);
    const before = cell.lithiumC;
    form(cell, { ...DEFAULT_CAMPAIGN, restH: 1 });
    expect(Math.abs(cell.lithiumC / before - 1)).toBeLessThan(1e-9);
  });
});

describe('a cell that was built badly', () => {
  it('loses its electrolyte through a leak, and with it its capacity', () => {
    const [sound, leaky] = [0, 0.2].map((leakPerDay) => {
      const cell = formed(leakPerDay === 0 ? {} : { defects: { leakPerDay } });
      for (let day = 0; day < 12; day++) cell.step(0, 86_400);
      return { electrolyteM3: cell.state.electrolyteM3, capacityC: cell.state.cathodeCapacityC, cell };
    });
    expect(leaky!.electrolyteM3).toBeLessThan(0.1 * sound!.electrolyteM3);
    leaky!.cell.refresh();
    expect(leaky!.cell.state.cathodeCapacityC).toBeLessThan(0.9 * sound!.capacityC);
    expect(leaky!.cell.state.airC).toBeGreaterThan(0);
  });

  it('shows a contact that lets go as a step of the series resistance alone, until it recovers', () => {
    const { ageS } = formed().state;
    const contact = { ohm: 50, fromAgeS: ageS + 1800, untilAgeS: ageS + 5400 };
    const cell = formed({ defects: { contact } });
    const seen = [0, 3600, 3600].map((seconds) => {
      cell.step(0, seconds);
      return conditionOf(cell).ohmicOhm;
    });
    expect(seen[1]! - seen[0]!).toBeCloseTo(50, 2);
    expect(seen[2]!).toBeCloseTo(seen[0]!, 2);
  });

  it('with another cathode has another capacity, by the ratio of their loadings', () => {
    const capacity = (cathodeShare: number): number =>
      runReference(makeCell(VC2, { defects: { cathodeShare } }), { cycles: 3 }).capacitiesMAh[2]!;
    expect(capacity(0.75) / capacity(1)).toBeCloseTo(0.75, 1);
  });
});

describe('an LFP cell', () => {
  it('has its plateau and its published first cycle', () => {
    const cell = makeCell(electrolyte(), { cellType: 'coin-2032-LFP-graphite' });
    const window = { ...DEFAULT_CAMPAIGN, upperV: 3.65, lowerV: 2.5 };
    expect(form(cell, window).firstEfficiencyPercent).toBeCloseTo(89.39, 1);
    const c = cell.nominalCurrentA;
    cc(cell, c / 5, 5, 2.5 * 3600);
    const half = cell.openCircuitVoltageV;
    cc(cell, c / 5, 5, 0.5 * 3600);
    expect(Math.abs(cell.openCircuitVoltageV - half)).toBeLessThan(0.03);
    cv(cell, 3.65, c / 5, c / 50, 3600);
    expect(cell.state.oxidisedC).toBe(0);
  });
});
