import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../../../core/rng.js';
import type { Step } from '../../../../drivers/protocol.js';
import { Chamber } from '../../../../simulators/faults/chamber.js';
import { CellRun } from '../../../../simulators/lab/members/cell-run.js';
import type { TrueFault } from '../../../../simulators/lab/room.js';
import type { Formulation } from '../../../../drivers/synthesis-robot.js';
import type { CellSpec } from '../../../../simulators/world/cell/cell-spec.js';
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
  readonly chamber?: Chamber;
}

function quiet(perDay = 0): Chamber {
  return new Chamber({ rng: seededRng('chamber'), perDay, originMs: 0 });
}

function start(setting: Setting): CellRun {
  const { restS = REST.durationS, rate = 0.2, cycles = 1, temperatureK = 298.15 } = setting;
  const cell = makeCell(setting.formulation ?? electrolyte({ VC: 2 }), setting.cell);
  const steps: Step[] = [
    { kind: 'temperature', temperatureK },
    { kind: 'rest', durationS: restS },
    { kind: 'loop', times: cycles, steps: cycling(cell.nominalCurrentA, rate) },
  ];
  const engine = new ProtocolRun(cell, protocol(steps));
  return new CellRun({ cell, engine, chamber: setting.chamber ?? quiet(), startedMs: 0, seed: 'run' });
}

/** Through to the end in slices, as the tester does it. */
function finish(run: CellRun, sliceS = 600): readonly TrueFault[] {
  const faults: TrueFault[] = [];
  for (let timeS = sliceS; run.state === 'running'; timeS += sliceS) {
    run.advanceTo(timeS);
    faults.push(...run.takeFaults());
  }
  return faults;
}

function causes(setting: Setting): [string, string][] {
  return finish(start(setting)).map(({ cause, attribution }) => [cause, attribution]);
}

describe('a cell in which nothing goes wrong', () => {
  it('gives no cause, and the rows of its protocol', () => {
    const run = start({});
    expect(finish(run)).toEqual([]);
    const cell = makeCell(electrolyte({ VC: 2 }));
    const steps: Step[] = [
      { kind: 'temperature', temperatureK: 298.15 },
      REST,
      { kind: 'loop', times: 1, steps: cycling(cell.nominalCurrentA, 0.2) },
    ];
    const bare = new ProtocolRun(cell, protocol(steps));
    bare.advanceTo(1e7);
    expect(run.rows).toEqual(bare.rows);
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
    const [loss] = finish(run);
    expect(loss).toMatchObject({ cause: 'contact-loss', detail: contact });
    const since = Number(loss?.detail?.['sinceTestTimeS']);
    expect(Math.abs(since - 8 * HOUR_S)).toBeLessThanOrEqual(600);
    const engine = new ProtocolRun(run.cell, protocol([REST]));
    const later = new CellRun({ cell: run.cell, engine, chamber: quiet(), startedMs: 0, seed: 'later' });
    expect(finish(later)).toEqual([]);
  });
});

describe('a chamber that leaves its temperature', () => {
  it('takes the cells in all channels with it, and lets them back', () => {
    const chamber = quiet();
    const runs = [start({ chamber, temperatureK: 298.15 }), start({ chamber, temperatureK: 318.15 })];
    for (const run of runs) run.advanceTo(7 * HOUR_S);
    chamber.strike(10, 2, 1000 * 7 * HOUR_S);
    const faults = runs.map((run) => finish(run));
    for (const found of faults) {
      expect(found).toMatchObject([
        { cause: 'temperature-excursion', attribution: 'machine', detail: { deltaK: 10, sinceLabH: 7 } },
      ]);
    }
    const temperatures = runs.map(({ rows }) => [...new Set(rows.map((row) => row[5]))]);
    expect(temperatures).toEqual([
      [298.15, 308.15],
      [318.15, 328.15],
    ]);
    for (const { rows } of runs) {
      const hot = rows.filter((row) => row[5]! > rows[0]![5]! + 5).map((row) => row[0]!);
      expect(Math.min(...hot)).toBeGreaterThanOrEqual(7 * HOUR_S);
      expect(Math.max(...hot)).toBeLessThanOrEqual(9 * HOUR_S + 600);
    }
  });

  it('does so as often as its rate says, by some kelvin for some hours, at the same times whoever looks', () => {
    const found = new Map<number, { deltaK: number; hours: number }>();
    const [one, other] = [quiet(0.5), quiet(0.5)];
    for (let hour = 0; hour < 24 * 200; hour++) {
      const labMs = hour * 3_600_000;
      const excursions = one.excursionsAt(labMs);
      expect(other.excursionsAt(labMs)).toEqual(excursions);
      for (const { sinceS, untilS, deltaK } of excursions)
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
  const rows = (setting: Setting, sliceS?: number): string => {
    const run = start(setting);
    finish(run, sliceS);
    return JSON.stringify(run.rows);
  };

  it('gives the same bytes for the same seed, however the time is cut', () => {
    expect(rows(shorted, 600)).toBe(rows(shorted, 217));
  });

  it('makes a soft short restless on charge only', () => {
    const roughness = (setting: Setting, charging: boolean): number => {
      const run = start(setting);
      finish(run);
      const voltages = run.rows
        .filter((row) => (charging ? row[1] === 3 : row[1] === 5))
        .map((row) => row[3]!);
      const turns = voltages.slice(2).map((v, k) => Math.abs(v - 2 * voltages[k + 1]! + voltages[k]!));
      return turns.reduce((sum, turn) => sum + turn, 0) / turns.length;
    };
    expect(roughness(shorted, true)).toBeGreaterThan(3 * roughness({}, true));
    expect(roughness(shorted, false)).toBeLessThan(1.5 * roughness({}, false));
  });
});
