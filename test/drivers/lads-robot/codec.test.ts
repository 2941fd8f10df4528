import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeOutcome, encodeOutcome } from '../../../drivers/lads-robot/codec/outcome.js';
import { checkTask } from '../../../drivers/lads-robot/codec/task-schema.js';
import { decodeTask, encodeTask } from '../../../drivers/lads-robot/codec/task.js';
import type { RobotTask } from '../../../drivers/synthesis-robot.js';
import { ucum } from '../../../drivers/lads-robot/codec/ucum.js';
import { FORMULATION, LONG_TASK, TASK } from './tasks.js';

const share = fc.double({ min: 0, max: 0.1, noNaN: true }).map((value) => value + 0);

const formulateTask: fc.Arbitrary<RobotTask> = fc
  .record({ ec: fc.double({ min: 0, max: 1, noNaN: true }), molPerL: share, vc: share, volumeL: share })
  .map(({ ec, molPerL, vc, volumeL }) => ({
    kind: 'formulate',
    formulation: {
      solvents: { EC: ec + 0, EMC: 1 - ec },
      saltsMolPerL: { LiPF6: molPerL },
      additives: { VC: vc },
    },
    volumeL: (volumeL + 1e-4) / 10,
  }));

describe('a robot task as arguments of StartProgram', () => {
  it('comes back to the last digit', () => {
    fc.assert(
      fc.property(formulateTask, (task) => {
        expect(decodeTask(encodeTask(task))).toEqual({ task });
      }),
    );
    for (const task of [LONG_TASK, { kind: 'transfer', cellId: 'cell-1', to: 'channel/3' }] as const) {
      expect(decodeTask(encodeTask(task))).toEqual({ task });
    }
  });

  it('carries units in its keys', () => {
    const { templateId, properties } = encodeTask(TASK);
    expect(templateId).toBe('Formulate');
    expect(properties).toContainEqual({ key: 'saltMolPerL.LiPF6', value: '1' });
    expect(properties).toContainEqual({ key: 'volumeL', value: '0.002' });
  });

  it('is nothing for a template that the robot does not have', () => {
    expect(decodeTask({ templateId: 'Dance', properties: [] })).toBeUndefined();
  });

  it('is told apart from properties that make no task, with every reason', () => {
    const properties = [
      { key: 'solvent.EC', value: '' },
      { key: 'volumeL', value: 'much' },
    ];
    const decoded = decodeTask({ templateId: 'Formulate', properties });
    expect(decoded).toMatchObject({ problems: expect.arrayContaining([expect.stringContaining('volumeL')]) });
    expect(decoded).toMatchObject({ problems: expect.arrayContaining([expect.stringContaining('EC')]) });
  });
});

describe('the check of a task', () => {
  it.each([
    ['no kind', {}],
    ['another kind', { kind: 'nonsense' }],
    ['solvents that do not sum to 1', { ...TASK, formulation: { ...FORMULATION, solvents: { EC: 0.5 } } }],
    ['a volume beyond the vial', { ...TASK, volumeL: 1 }],
    ['a volume that is no number', { ...TASK, volumeL: NaN }],
    ['a place that is none', { kind: 'transfer', cellId: 'cell-1', to: 'channel/0' }],
    ['a field too many', { ...LONG_TASK, colour: 'red' }],
  ])('finds %s', (_, task) => {
    expect(checkTask(task)).toMatchObject({ problems: [expect.any(String)] });
  });
});

describe('an outcome as properties of a result', () => {
  it('comes back with its result', () => {
    const result = {
      kind: 'formulate',
      vialId: 'vial-1',
      worstDeviation: 0.1 + 0.2,
      worstIngredient: 'EC',
      turbidity: 0,
    } as const;
    expect(decodeOutcome(encodeOutcome({ state: 'completed', result }))).toEqual({
      state: 'completed',
      result,
    });
  });

  it('comes back with its fault', () => {
    const failed = { state: 'failed', fault: { code: 'stock-empty', message: 'not enough EC' } } as const;
    expect(decodeOutcome(encodeOutcome(failed))).toEqual(failed);
  });

  it('is not made up when it is not there', () => {
    expect(() => decodeOutcome([])).toThrow();
    expect(() => decodeOutcome([{ key: 'state', value: 'completed' }])).toThrow();
  });
});

describe('a unit of OPC UA in UCUM', () => {
  it.each([
    [13625, '[ppm]'],
    [4408652, 'Cel'],
    [4933453, 'kg'],
  ])('of id %i is %s', (unitId, unit) => {
    expect(ucum({ unitId })).toBe(unit);
  });

  it('that we do not know goes by what the device shows', () => {
    expect(ucum({ unitId: 1, displayName: { text: 'furlong' } })).toBe('furlong');
    expect(ucum(undefined)).toBeUndefined();
  });
});
