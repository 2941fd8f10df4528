import { describe, expect, it } from '@jest/globals';
import { RECIPE } from '../../agent/a-record.js';
import { runTrial } from '../../../bench/diagnosis/trial.js';
import { verdictOf } from '../../../bench/diagnosis/verdict-of.js';
import { faultRates, type ChanceFault } from '../../../simulators/faults/catalogue.js';

/** One experiment on cells that are all struck by `fault`; nothing else goes wrong. */
async function trialWith(fault: ChanceFault | undefined, seed: string, recipe = RECIPE) {
  const faults = faultRates(0, fault ? { [fault]: 1 } : {});
  const drawn = { kind: 'test', parameters: {}, recipe };
  return runTrial(seed, drawn, { seed, world: '0', faults });
}

describe('an experiment of the agent on simulated devices', () => {
  it('goes through with a sound cell', async () => {
    const trial = await trialWith(undefined, 'sound');
    expect(trial.experiment).toMatchObject({ status: 'completed' });
    expect(verdictOf(trial)).toEqual({ truth: 'nothing', said: 'nothing' });
  });

  it.each(['hard-short', 'soft-short', 'electrode-mix-up', 'dispensing-error'] as const)(
    'ends with %s as the lab knows it, blamed on the machine',
    async (fault) => {
      const trial = await trialWith(fault, `a ${fault}`);
      expect(verdictOf(trial)).toEqual({ truth: fault, said: fault });
      expect(trial.failure?.attribution).toBe('machine');
      expect(trial.experiment.status).toBe('failed');
    },
  );

  it('keeps the figures of a recipe that plates lithium, and blames the recipe', async () => {
    const cycling = { ...RECIPE.cycling, temperatureK: 273.15, cRate: 1.5 };
    const trial = await trialWith(undefined, 'cold', { ...RECIPE, cycling });
    expect(verdictOf(trial)).toEqual({ truth: 'lithium-plating', said: 'lithium-plating' });
    expect(trial.failure).toMatchObject({ attribution: 'recipe', stage: 'cycling' });
    expect(trial.experiment.status).toBe('completed');
  });
});
