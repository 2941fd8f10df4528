import { describe, expect, it } from '@jest/globals';
import {
  lossesInARow,
  planRequest,
  reachesTarget,
  spent,
  toRepeat,
} from '../../../agent/campaign/history.js';
import { aCampaign } from './an-agent.js';
import { anObservation, aRow, type End } from './rows.js';

const campaign = aCampaign(20, 4, 'retries: { machineFault: 1 }');

describe('what the planner is told', () => {
  it('is every measured value with its uncertainty, and nothing of what could not be measured', () => {
    const experiments = [aRow(1, 'completed'), aRow(2, 'completed')];
    const observations = [anObservation('E1', 91), anObservation('E2', null)];
    const request = planRequest(campaign, { experiments, observations }, 's');
    expect(request.observations).toEqual([
      {
        parameters: { 'additive.VC': 1 },
        results: { capacity_retention: { value: 91, sd: 0.5 } },
        source: 'cell-test',
      },
    ]);
    expect(request.objectives).toEqual([{ name: 'capacity_retention', direction: 'maximise' }]);
  });

  it('is which instrument measured each value, so that the biases of instruments can be learned', () => {
    const experiments = [aRow(1, 'completed')];
    const measuredBy = (id: string, quantity: string): string => `${id} ${quantity}`;
    const history = { experiments, observations: [anObservation('E1', 91)], measuredBy };
    const [observation] = planRequest(campaign, history, 's').observations;
    expect(observation!.results['capacity_retention']!.instrument).toBe('E1 capacity_retention');
  });

  it('is the value of the objective alone', () => {
    const other = { ...anObservation('E1', 12), quantity: 'dc_resistance' };
    const request = planRequest(
      campaign,
      { experiments: [aRow(1, 'completed')], observations: [other] },
      's',
    );
    expect(request.observations).toEqual([]);
  });

  it('is every objective and every bounded quantity, as far as each was measured', () => {
    const bounded = aCampaign(20, 4, 'outcomes: [{ quantity: dc_resistance, unit: Ohm, max: 30 }]');
    const [life] = bounded.objectives;
    const time = {
      quantity: 'formation_time',
      unit: 'h',
      direction: 'minimise',
      referenceValue: 40,
    } as const;
    const observations = [
      anObservation('E1', 91),
      { ...anObservation('E1', 12), quantity: 'dc_resistance' },
      { ...anObservation('E2', 33), quantity: 'formation_time' },
    ];
    const experiments = [aRow(1, 'completed'), aRow(2, 'completed')];
    const request = planRequest(
      { ...bounded, objectives: [life!, time] },
      { experiments, observations },
      's',
    );
    expect(request.objectives).toEqual([
      { name: 'capacity_retention', direction: 'maximise' },
      { name: 'formation_time', direction: 'minimise', referenceValue: 40 },
    ]);
    expect(request.constraints).toEqual([{ name: 'dc_resistance', max: 30 }]);
    expect(request.observations.map(({ results }) => Object.keys(results))).toEqual([
      ['capacity_retention', 'dc_resistance'],
      ['formation_time'],
    ]);
  });

  it.each<[End, number]>([
    ['recipe', 1],
    ['machine', 0],
    ['operator', 0],
    ['unknown', 0],
    ['measurement', 0],
    ['aborted', 0],
    ['completed with recipe', 1],
    ['completed with machine', 0],
  ])('of a fault of "%s" is %d failures', (end, count) => {
    const { failures } = planRequest(campaign, { experiments: [aRow(1, end)], observations: [] }, 's');
    expect(failures).toHaveLength(count);
  });

  it('leaves the value out where the recipe failed, and keeps it where a machine only disturbed it', () => {
    const experiments = [aRow(1, 'completed with recipe'), aRow(2, 'completed with machine')];
    const observations = [anObservation('E1', 60), anObservation('E2', 90)];
    const request = planRequest(campaign, { experiments, observations }, 's');
    expect(request.observations.map(({ results }) => results['capacity_retention']?.value)).toEqual([90]);
  });

  it('counts what runs and what will be repeated as pending', () => {
    const experiments = [aRow(1, 'running'), aRow(2, 'machine'), aRow(3, 'recipe'), aRow(4, 'completed')];
    const { pending } = planRequest(campaign, { experiments, observations: [] }, 's');
    expect(pending.map(({ parameters }) => parameters['additive.VC'])).toEqual([1, 2]);
  });
});

describe('what is repeated', () => {
  it.each<[string, End[], boolean]>([
    ['a first loss to a machine is', ['machine'], true],
    ['one loss to a machine more than the campaign allows is not', ['machine', 'machine'], false],
    ['an experiment that an operator stopped is, however often', ['aborted', 'aborted', 'aborted'], true],
    ['what a machine only disturbed is not', ['completed with machine'], false],
    ['a loss that was made good is not', ['machine', 'completed'], false],
    ['a loss whose repetition runs is not', ['machine', 'running'], false],
    ['a fault of the recipe is not', ['recipe'], false],
    ['a failure that nobody can attribute is not', ['unknown'], false],
    ['a stop does not use up the tries that machine faults have', ['aborted', 'machine'], true],
  ])('%s', (_case, ends, repeated) => {
    const experiments = ends.map((end, k) => aRow(k + 1, end, 'P1'));
    expect(toRepeat(campaign, experiments)).toHaveLength(repeated ? 1 : 0);
  });

  it('is judged for each proposal alone', () => {
    const experiments = [aRow(1, 'machine', 'P1'), aRow(2, 'machine', 'P2'), aRow(3, 'machine', 'P1')];
    expect(toRepeat(campaign, experiments).map(({ proposalId }) => proposalId)).toEqual(['P2']);
  });
});

describe('what is spent', () => {
  it('is every experiment but those an operator stopped', () => {
    const ends: End[] = ['completed', 'running', 'aborted', 'machine', 'recipe'];
    expect(spent(ends.map((end, k) => aRow(k + 1, end)))).toBe(4);
  });
});

describe('losses in a row', () => {
  it.each<[End[], number]>([
    [[], 0],
    [['machine', 'machine'], 2],
    [['machine', 'completed', 'machine'], 1],
    [['machine', 'recipe'], 0],
    [['unknown', 'machine', 'running'], 2],
    [['machine', 'aborted', 'machine'], 2],
    [['completed'], 0],
  ])('of %j are %d', (ends, losses) => {
    expect(lossesInARow(ends.map((end, k) => aRow(k + 1, end)))).toHaveLength(losses);
  });

  it('count from the one that ended last, not the one that began last', () => {
    const early = { ...aRow(3, 'machine'), endedLabAt: '2026-01-02T00:00:00.000Z' };
    expect(lossesInARow([aRow(1, 'completed'), early])).toEqual([]);
  });

  it('take those that ended at the same time in the order in which they began', () => {
    const at = { endedLabAt: '2026-01-02T00:00:00.000Z' };
    const rows = [
      { ...aRow(1, 'completed'), ...at },
      { ...aRow(2, 'machine'), ...at },
    ];
    expect(lossesInARow(rows)).toHaveLength(1);
  });
});

describe('a target', () => {
  const aiming = aCampaign(9, 1, 'stop: { targetValue: 95 }');

  it.each([
    ['reached', [anObservation('E1', 95)], true],
    ['missed', [anObservation('E1', 94.9)], false],
    ['not judged by what is suspect', [{ ...anObservation('E1', 99), quality: 'suspect' as const }], false],
    ['not judged by what could not be measured', [anObservation('E1', null)], false],
    ['not judged by other quantities', [{ ...anObservation('E1', 99), quantity: 'film_thickness' }], false],
  ])('is %s', (_case, observations, reached) => {
    expect(reachesTarget(aiming, observations)).toBe(reached);
    expect(reachesTarget(campaign, observations)).toBe(false);
  });

  it('is not reached by an experiment that breaks a bound', () => {
    const outcomes = [{ quantity: 'dc_resistance', unit: 'Ohm', max: 30 } as const];
    const bounded = { ...aiming, outcomes };
    const resistance = (value: number) => ({ ...anObservation('E1', value), quantity: 'dc_resistance' });
    expect(reachesTarget(bounded, [anObservation('E1', 96), resistance(31)])).toBe(false);
    expect(reachesTarget(bounded, [anObservation('E1', 96), resistance(29)])).toBe(true);
  });

  it('of a quantity to be made small is reached from above', () => {
    const objectives = [{ ...aiming.objectives[0]!, direction: 'minimise' as const }];
    expect(reachesTarget({ ...aiming, objectives }, [anObservation('E1', 94)])).toBe(true);
    expect(reachesTarget({ ...aiming, objectives }, [anObservation('E1', 96)])).toBe(false);
  });
});
