import { describe, expect, it } from '@jest/globals';
import { cellMassKg } from '../../../simulators/world/measurement/cell-mass.js';
import { assembleTask, chanceOf, FORMULATION, formulateTask, NOMINAL, WorkcellBench } from './bench.js';

describe('formulating', () => {
  it('leaves a clear vial of nearly the asked electrolyte', async () => {
    const bench = new WorkcellBench();
    const result = (await bench.run('a', formulateTask)).get('a')?.result;
    const vial = bench.room.vials.get('vial-a');
    expect(result).toMatchObject({ kind: 'formulate', vialId: 'vial-a' });
    expect(result?.['worstDeviation']).toBeLessThan(1);
    expect(result?.['turbidity']).toBeLessThan(0.1);
    expect(vial?.formulation.saltsMolPerL['LiPF6']).toBeCloseTo(1, 1);
    expect(vial?.formulation.saltsMolPerL['LiPF6']).not.toBe(1);
    expect(vial?.volumeL).toBeCloseTo(0.002, 4);
  });

  it('takes what it dispenses from the shelf', async () => {
    const bench = new WorkcellBench();
    bench.room.shelf = { LiPF6: 0.001 };
    await bench.run('a', formulateTask);
    const items = bench.room.taken.map(({ item }) => item);
    const tip = 'pipette-tip';
    expect(items).toEqual(['vial', 'EC', tip, 'EMC', 'LiPF6', tip, 'VC', tip, 'FEC']);
    expect(bench.room.shelf['LiPF6']).toBeCloseTo(0.001 - 0.002 * 0.1519, 5);
  });

  it('fails when an ingredient has run out, and the cause is journalled', async () => {
    const bench = new WorkcellBench();
    bench.room.shelf = { LiPF6: 1e-6 };
    const entries = await bench.run('a', formulateTask);
    expect(entries.get('a')).toMatchObject({ state: 'failed', fault: { code: 'stock-empty' } });
    expect(bench.room.faults).toMatchObject([
      { jobId: 'a', fault: { cause: 'stock-empty', attribution: 'machine' } },
    ]);
    expect(bench.room.vials.size).toBe(0);
  });

  it.each(['vial', 'pipette-tip'])('fails when no %s is left', async (item) => {
    const bench = new WorkcellBench();
    bench.room.shelf = { [item]: 0 };
    const entries = await bench.run('a', formulateTask);
    expect(entries.get('a')).toMatchObject({ state: 'failed', fault: { code: 'stock-empty' } });
  });

  it('says of every ingredient what was asked and what the balance saw, in steps of 0.1 mg', async () => {
    const bench = new WorkcellBench();
    const result = (await bench.run('a', formulateTask)).get('a')?.result;
    const asked = result?.['askedKg'] as Record<string, number>;
    const weighed = result?.['weighedKg'] as Record<string, number>;
    expect(Object.keys(asked)).toEqual([
      'solvent.EC',
      'solvent.EMC',
      'salt.LiPF6',
      'additive.VC',
      'additive.FEC',
    ]);
    for (const [name, massKg] of Object.entries(weighed)) {
      expect(massKg * 1e7).toBeCloseTo(Math.round(massKg * 1e7), 6);
      expect(Math.abs(massKg / asked[name]! - 1)).toBeLessThan(0.06);
    }
  });

  it('leaves some 15 ppm of water in the vial, more where it stood open longer', async () => {
    const water = async (formulate: number): Promise<number> => {
      const bench = new WorkcellBench({ durations: { formulate, assemble: 600, transfer: 120 } });
      await bench.run('a', formulateTask);
      return bench.room.vials.get('vial-a')?.waterPpm ?? NaN;
    };
    const ordinary = await water(1200);
    expect(ordinary).toBeGreaterThan(7);
    expect(ordinary).toBeLessThan(25);
    expect(await water(3500)).toBeGreaterThan(ordinary + 2);
  });

  it('completes with a turbid vial when something does not dissolve: that is the fault of the recipe', async () => {
    const solubility = () => ({ dissolved: false, margin: 1.4, reasons: ['too much'] });
    const bench = new WorkcellBench({ solubility });
    const entries = await bench.run('a', formulateTask);
    expect(entries.get('a')?.state).toBe('completed');
    expect(entries.get('a')?.result?.['turbidity']).toBeGreaterThan(0.3);
    expect(bench.room.faults).toMatchObject([{ fault: { cause: 'insoluble', attribution: 'recipe' } }]);
  });

  it('journals a gross error as a fault of the machine, and its own balance mostly shows it', async () => {
    let journalled = 0;
    let shown = 0;
    for (let job = 0; journalled < 200; job++) {
      const bench = new WorkcellBench({ faults: chanceOf({ 'dispensing-error': 0.1 }) }, `seed ${job}`);
      const entries = await bench.run('a', formulateTask);
      const deviation = Number(entries.get('a')?.result?.['worstDeviation']);
      if (bench.room.faults.length === 0) expect(deviation).toBeLessThan(1);
      if (bench.room.faults.length === 0) continue;
      expect(bench.room.faults[0]?.fault).toMatchObject({
        cause: 'dispensing-error',
        attribution: 'machine',
      });
      journalled += 1;
      if (deviation > 1) shown += 1;
    }
    expect(shown / journalled).toBeGreaterThan(0.9);
  });
});

describe('assembling', () => {
  it('puts a cell with what the vial really holds on the tray', async () => {
    const bench = new WorkcellBench();
    bench.putVial(0.002);
    bench.room.shelf = { 'coin-cell-kit': 3 };
    const result = (await bench.run('a', assembleTask)).get('a')?.result;
    expect(result).toMatchObject({ kind: 'assemble', cellId: 'cell-a' });
    expect(bench.room.cells.get('cell-a')).toMatchObject({
      place: 'tray',
      spec: { formulation: bench.room.vials.get('vial-a')?.formulation, defects: {} },
    });
    expect(bench.room.vials.get('vial-a')?.volumeL).toBeCloseTo(0.0019, 6);
    expect(bench.room.shelf['coin-cell-kit']).toBe(2);
  });

  it('weighs the sealed cell, and knows the water that went into it', async () => {
    const bench = new WorkcellBench();
    bench.putVial(0.002);
    const result = (await bench.run('a', assembleTask)).get('a')?.result;
    const spec = bench.room.cells.get('cell-a')?.spec;
    expect(Math.abs(Number(result?.['massKg']) - cellMassKg(spec!))).toBeLessThan(6e-7);
    expect(spec?.waterPpm).toBeGreaterThan(15);
    expect(spec?.waterPpm).toBeLessThan(20);
  });

  it('builds of the lot that lies on the shelf', async () => {
    const lots: string[] = [];
    const variation = (_: unknown, lot: string) => {
      lots.push(lot);
      return NOMINAL;
    };
    const bench = new WorkcellBench({ variation });
    bench.putVial(1);
    await bench.run('a', assembleTask);
    await bench.room.refill({ item: 'coin-cell-kit', amount: 50, unit: '1', lot: 'L2' });
    await bench.run('b', assembleTask);
    expect(lots).toEqual(['', 'L2']);
  });

  it('misses the fill of a viscous electrolyte, which a thin one does not show', async () => {
    const fillOf = async (molPerL: number): Promise<number> => {
      const bench = new WorkcellBench();
      const formulation = { ...FORMULATION, saltsMolPerL: { LiPF6: molPerL } };
      bench.room.vials.set('vial-a', { id: 'vial-a', formulation, volumeL: 1, turbidity: 0 });
      await bench.run('a', assembleTask);
      return bench.room.cells.get('cell-a')!.spec.electrolyteVolumeL / 1e-4;
    };
    expect(await fillOf(1)).toBe(1);
    expect(await fillOf(2.5)).not.toBe(1);
    expect(Math.abs((await fillOf(2.5)) - 1)).toBeLessThan(0.1);
  });

  it.each([
    ['no kit is left', 'stock-empty', 0, 0.002],
    ['the vial is not there', 'vial-missing', 1, undefined],
    ['the vial holds too little', 'vial-empty', 1, 1e-5],
  ])('fails when %s', async (_, code, kits, volumeL) => {
    const bench = new WorkcellBench();
    bench.room.shelf = { 'coin-cell-kit': kits };
    if (volumeL !== undefined) bench.putVial(volumeL);
    const entries = await bench.run('a', assembleTask);
    expect(entries.get('a')).toMatchObject({ state: 'failed', fault: { code } });
    expect(bench.room.cells.size).toBe(0);
  });

  it('sees a hard short as less than 10 mV', async () => {
    for (const { voltageV } of await assembleMany(1)) expect(voltageV).toBeLessThan(0.01);
  });

  it('sees in the picture how well a stack is centred, and a badly centred one shorts more often', async () => {
    const cells = await assembleMany(0.2, 600);
    const shortedOf = (some: typeof cells) =>
      some.filter(({ voltageV }) => voltageV < 0.01).length / some.length;
    const doubtful = cells.filter(({ confidence }) => confidence < 0.88);
    const sure = cells.filter(({ confidence }) => confidence > 0.95);
    expect(doubtful.length).toBeGreaterThan(15);
    expect(shortedOf(doubtful)).toBeGreaterThan(1.5 * shortedOf(sure));
  });

  it('sees a healthy cell at 0.1 to 0.6 V in a good stack', async () => {
    for (const { voltageV, confidence } of await assembleMany(0)) {
      expect(voltageV).toBeGreaterThan(0.095);
      expect(voltageV).toBeLessThan(0.605);
      expect(confidence).toBeGreaterThan(0.8);
    }
  });

  it('builds short cells as often as it is told to', async () => {
    const bench = new WorkcellBench({ faults: chanceOf({ 'hard-short': 0.25 }) });
    bench.putVial(1);
    for (let job = 0; job < 200; job++) await bench.run(`job ${job}`, assembleTask);
    const shorted = bench.room.faults.filter(({ fault }) => fault.cause === 'hard-short');
    expect(shorted.length).toBeGreaterThan(30);
    expect(shorted.length).toBeLessThan(70);
  });
});

describe('transferring', () => {
  it('moves a cell to a free place, with all that happened to it', async () => {
    const bench = new WorkcellBench();
    bench.putCell('cell-1', 'tray');
    const entries = await bench.run('a', { kind: 'transfer', cellId: 'cell-1', to: 'channel/2' });
    expect(entries.get('a')?.result).toEqual({ kind: 'transfer', cellId: 'cell-1', place: 'channel/2' });
    expect(bench.room.cells.get('cell-1')?.place).toBe('channel/2');
  });

  it('does not put a cell where another one is, unless the place holds many', async () => {
    const bench = new WorkcellBench();
    bench.putCell('cell-1', 'tray');
    bench.putCell('cell-2', 'channel/2');
    const taken = await bench.run('a', { kind: 'transfer', cellId: 'cell-1', to: 'channel/2' });
    expect(taken.get('a')).toMatchObject({ state: 'failed', fault: { code: 'place-occupied' } });
    expect(bench.room.cells.get('cell-1')?.place).toBe('tray');
    const roomy = await bench.run('b', { kind: 'transfer', cellId: 'cell-2', to: 'tray' });
    expect(roomy.get('b')?.state).toBe('completed');
  });

  it('fails when there is no such cell', async () => {
    const entries = await new WorkcellBench().run('a', { kind: 'transfer', cellId: 'none', to: 'tray' });
    expect(entries.get('a')).toMatchObject({ state: 'failed', fault: { code: 'cell-missing' } });
  });
});

async function assembleMany(
  hardShort: number,
  cells = 60,
): Promise<{ voltageV: number; confidence: number }[]> {
  const bench = new WorkcellBench({ faults: chanceOf({ 'hard-short': hardShort }) });
  bench.putVial(1);
  for (let job = 0; job < cells; job++) await bench.run(`job ${job}`, assembleTask);
  return [...bench.room.entries.values()].map(({ result }) => ({
    voltageV: Number(result?.['openCircuitVoltageV']),
    confidence: Number(result?.['placementConfidence']),
  }));
}
