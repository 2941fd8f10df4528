import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../../../core/rng.js';
import type { Step } from '../../../../drivers/protocol.js';
import { Excursions } from '../../../../simulators/faults/excursions.js';
import { CellRun } from '../../../../simulators/lab/members/cell-run.js';
import type { TrueFault } from '../../../../simulators/lab/room.js';
import type { Formulation } from '../../../../drivers/synthesis-robot.js';
import type { CellSpec } from '../../../../simulators/world/cell/cell-spec.js';
import { PERFECT_CHAMBER, type Chamber } from '../../../../simulators/world/protocol/thermostat.js';
import { ProtocolRun } from '../../../../simulators/world/protocol/protocol-engine.js';
import { electrolyte, makeCell } from '../../world/cells.js';
import { cycling, protocol } from '../../world/protocol/protocols.js';

const HOUR_S = 3600;
const REST = { kind: 'rest', durationS: 6 * HOUR_S } as const satisfies Step;

interface Setting {
  readonly formulation?: Formulation;
  readonly cell?: Partial<CellSpec>;
  readonly restS?: number;
  readonly rate?: number;
  readonly cycles?: number;
  readonly temperatureK?: number;
  readonly excursions?: Excursions;
}

function quiet(perDay = 0): Excursions {
  return new Excursions({ rng: seededRng('chamber'), perDay, originMs: 0 });
}

function chamberOf(excursions: Excursions): Chamber {
  const deviationK = (timeS: number): number => excursions.deviationK(1000 * timeS);
  return { ...PERFECT_CHAMBER, deviationK, steadyS: 900 };
}

function start(setting: Setting): CellRun {
  const { restS = REST.durationS, rate = 0.2, cycles = 1, temperatureK = 298.15 } = setting;
  const cell = makeCell(setting.formulation ?? electrolyte({ VC: 2 }), setting.cell);
  const steps: Step[] = [
    { kind: 'temperature', temperatureK },
    { kind: 'rest', durationS: restS },
    { kind: 'loop', times: cycles, steps: cycling(cell.nominalCurrentA, rate) },
  ];
  const excursions = setting.excursions ?? quiet();
  return new CellRun(new ProtocolRun(cell, protocol(steps), chamberOf(excursions)), excursions, 0);
}

interface Lived {
  readonly faults: TrueFault[];
  readonly rows: (readonly number[])[];
}

/** Through to the end in slices, as the tester does it. */
function finish(run: CellRun, sliceS = 600): Lived {
  const lived: Lived = { faults: [], rows: [] };
  for (let timeS = sliceS; run.state === 'running'; timeS += sliceS) {
    run.advanceTo(timeS);
    lived.faults.push(...run.takeFaults());
    lived.rows.push(...run.takeRows());
  }
  return lived;
}

function causes(setting: Setting): [string, string][] {
  return finish(start(setting)).faults.map(({ cause, attribution }) => [cause, attribution]);
}

describe('a cell in which nothing goes wrong', () => {
  it('gives no cause, and the rows of its protocol', () => {
    const { faults, rows } = finish(start({}));
    expect(faults).toEqual([]);
    const cell = makeCell(electrolyte({ VC: 2 }));
    const steps: Step[] = [
      { kind: 'temperature', temperatureK: 298.15 },
      REST,
      { kind: 'loop', times: 1, steps: cycling(cell.nominalCurrentA, 0.2) },
    ];
    const bare = new ProtocolRun(cell, protocol(steps), chamberOf(quiet()));
    bare.advanceTo(1e7);
    expect(rows).toEqual(bare.takeRows());
  });
});

describe('what physics makes of a cell is known to the lab', () => {
  const PC: Formulation = { solvents: { PC: 0.5, EMC: 0.5 }, saltsMolPerL: { LiPF6: 1 }, additives: {} };
  const IMIDE: Formulation = { ...electrolyte({ VC: 2 }), saltsMolPerL: { LiTFSI: 1 } };

  it.each<[string, Setting, [string, string]]>([
    ['plating in the cold', { rate: 1, temperatureK: 268.15, cycles: 3 }, ['lithium-plating', 'recipe']],
    ['exfoliation by PC', { formulation: PC }, ['exfoliation', 'recipe']],
    ['corrosion by an imide salt', { formulation: IMIDE }, ['collector-corrosion', 'recipe']],
    ['a rest that was too short', { restS: 600 }, ['incomplete-wetting', 'recipe']],
    [
      'a cell that soaks slowly',
      { cell: { defects: { wettingFactor: 8 } } },
      ['incomplete-wetting', 'machine'],
    ],
    ['a wet filling', { cell: { waterPpm: 3500 }, cycles: 2 }, ['gassing', 'machine']],
    [
      'a contact that lets go',
      { cell: { defects: { contact: { ohm: 20, fromAgeS: 8 * HOUR_S } } } },
      ['contact-loss', 'machine'],
    ],
  ])('%s', (_what, setting, expected) => {
    expect(causes(setting)).toContainEqual(expected);
  });

  it('since when, and once in the life of a cell', () => {
    const contact = { ohm: 20, fromAgeS: 8 * HOUR_S };
    const run = start({ cell: { defects: { contact } } });
    const [loss] = finish(run).faults;
    expect(loss).toMatchObject({ cause: 'contact-loss', detail: contact });
    const since = Number(loss?.detail?.['sinceTestTimeS']);
    expect(Math.abs(since - 8 * HOUR_S)).toBeLessThanOrEqual(600);
    const engine = new ProtocolRun(run.cell, protocol([REST]));
    const later = new CellRun(engine, quiet(), 0);
    expect(finish(later).faults).toEqual([]);
  });
});

describe('a chamber that leaves its temperature', () => {
  it('takes the cells in all channels with it, and lets them back', () => {
    const excursions = quiet();
    const runs = [start({ excursions, temperatureK: 298.15 }), start({ excursions, temperatureK: 318.15 })];
    for (const run of runs) run.advanceTo(7 * HOUR_S);
    excursions.strike(10, 2, 1000 * 7 * HOUR_S);
    for (const run of runs) {
      const { faults, rows } = finish(run);
      expect(faults).toMatchObject([
        { cause: 'temperature-excursion', attribution: 'machine', detail: { deltaK: 10, sinceLabH: 7 } },
      ]);
      const setK = rows[30]![5]!;
      const hot = rows.filter((row) => row[5]! > setK + 5);
      for (const row of hot) expect(row[5]).toBeCloseTo(setK + 10, 6);
      const times = hot.map((row) => row[0]!);
      expect(Math.min(...times)).toBeGreaterThanOrEqual(7 * HOUR_S);
      expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(1.5 * HOUR_S);
      expect(Math.max(...times)).toBeLessThan(9.5 * HOUR_S);
      expect(rows.at(-1)![5]).toBeCloseTo(setK, 6);
    }
  });

  it('does so as often as its rate says, by some kelvin for some hours, at the same times whoever looks', () => {
    const found = new Map<number, { deltaK: number; hours: number }>();
    const [one, other] = [quiet(0.5), quiet(0.5)];
    for (let hour = 0; hour < 24 * 200; hour++) {
      const labMs = hour * 3_600_000;
      const now = one.at(labMs);
      expect(other.at(labMs)).toEqual(now);
      for (const { sinceS, untilS, deltaK } of now)
        found.set(sinceS, { deltaK: Math.abs(deltaK), hours: (untilS - sinceS) / HOUR_S });
    }
    // 100 begin, sd 10; some of those of about an hour fall between two looks.
    expect(found.size).toBeGreaterThan(60);
    expect(found.size).toBeLessThan(140);
    for (const { deltaK, hours } of found.values()) {
      expect([deltaK >= 4, deltaK <= 15, hours >= 1, hours <= 12]).toEqual([true, true, true, true]);
    }
  });
});

describe('chance in a channel', () => {
  const shorted: Setting = { cell: { defects: { shortOhm: 5e4 } } };
  const rows = (setting: Setting, sliceS?: number): string =>
    JSON.stringify(finish(start(setting), sliceS).rows);

  it('gives the same bytes for the same seed, however the time is cut', () => {
    expect(rows(shorted, 600)).toBe(rows(shorted, 217));
  });

  it('makes a soft short restless on charge only', () => {
    const roughness = (setting: Setting, charging: boolean): number => {
      const voltages = finish(start(setting))
        .rows.filter((row) => (charging ? row[1] === 3 : row[1] === 5))
        .map((row) => row[3]!);
      const turns = voltages.slice(2).map((v, k) => Math.abs(v - 2 * voltages[k + 1]! + voltages[k]!));
      return turns.reduce((sum, turn) => sum + turn, 0) / turns.length;
    };
    expect(roughness(shorted, true)).toBeGreaterThan(3 * roughness({}, true));
    expect(roughness(shorted, false)).toBeLessThan(1.5 * roughness({}, false));
  });
});
