import { describe, expect, it } from '@jest/globals';
import { domainsOf, findingsElsewhere, findingsOf } from '../../../agent/campaign/findings.js';
import { planRequest, quantitiesToPlan } from '../../../agent/campaign/history.js';
import { aCampaign } from './an-agent.js';
import { aCutRow, anObservation, aRow } from './rows.js';

const off = aCampaign(20, 4);
const campaign = { ...off, planner: { ...off.planner, generative: 'on' as const } };
const film = { ...anObservation('E1', 12), quantity: 'film_thickness', unit: 'nm' };

describe('what a generative model may learn from', () => {
  it('is every figure by its domain, those that span decades as logarithms, and the results apart', () => {
    const peak = { ...anObservation('E1', 0.8), quantity: 'reduction_peak_voltage', unit: 'V' };
    const observations = [anObservation('E1', 91), film, peak];
    expect(findingsOf(campaign, [aRow(1, 'completed')], observations)).toEqual([
      {
        parameters: { 'additive.VC': 1 },
        results: { capacity_retention: 91 },
        measured: { film: { film_thickness: Math.log(12) }, formation: { reduction_peak_voltage: 0.8 } },
        succeeded: true,
      },
    ]);
  });

  it('is also that a recipe failed, with what was measured before; not what a machine or an operator spoiled', () => {
    const rows = [aRow(1, 'recipe'), aRow(2, 'machine'), aRow(3, 'aborted'), aRow(4, 'running')];
    expect(findingsOf(campaign, rows, [film, anObservation('E1', 91)])).toEqual([
      {
        parameters: { 'additive.VC': 1 },
        results: {},
        measured: { film: { film_thickness: Math.log(12) } },
        succeeded: false,
      },
    ]);
  });

  it('is also what tables and programs know, those of low fidelity as signs of a kind of their own', () => {
    const observation = (source: string, value: number) => ({
      ...{ parameters: { 'additive.VC': value }, source },
      results: { capacity_retention: { value, sd: 1 } },
    });
    const elsewhere = {
      observations: [observation('paper', 1), observation('simulation', 2), observation('rule', 3)],
      offers: [{ name: 'rule', cost: 0.1, fidelity: 'low' as const }],
      ...{ pending: [], lowFidelity: ['simulation'] },
    };
    const parameters = { 'additive.VC': 1 };
    expect(findingsElsewhere(elsewhere)).toEqual([
      { parameters, source: 'paper', results: { capacity_retention: 1 }, measured: {} },
      {
        ...{ parameters: { 'additive.VC': 2 }, source: 'simulation', results: {} },
        measured: { 'as simulation says': { capacity_retention: 2 } },
      },
      {
        ...{ parameters: { 'additive.VC': 3 }, source: 'rule', results: {} },
        measured: { 'as rule says': { capacity_retention: 3 } },
      },
    ]);
    const history = { experiments: [], observations: [] };
    expect(planRequest(campaign, history, 's', { elsewhere }).findings).toEqual(findingsElsewhere(elsewhere));
  });

  it('is no limit: of a cell that was ended early, what was measured of it to the end', () => {
    const [finding] = findingsOf(campaign, [aCutRow(1)], [film, anObservation('E1', 85)]);
    expect(finding).toMatchObject({ results: {}, measured: { film: { film_thickness: Math.log(12) } } });
  });

  it('leaves out what has no logarithm or no value', () => {
    const nothing = [
      { ...film, value: 0 },
      { ...film, value: null },
    ];
    expect(domainsOf(nothing)).toEqual({});
  });

  it('is read and told only where the campaign asks for such a model', () => {
    const history = { experiments: [aRow(1, 'completed')], observations: [anObservation('E1', 91), film] };
    expect(quantitiesToPlan(off)).toEqual(['capacity_retention']);
    expect(planRequest(off, history, 's')).not.toHaveProperty('findings');
    expect(quantitiesToPlan(campaign)).toContain('film_thickness');
    expect(planRequest(campaign, history, 's').findings).toHaveLength(1);
    expect(planRequest(campaign, history, 's').observations).toEqual(
      planRequest(off, history, 's').observations,
    );
  });
});
