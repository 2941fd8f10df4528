/** A lab at work, as an agent would tell of it. */
import type { Said } from './stub-agent.js';

const START = Date.parse('2026-11-03T02:14:00Z');
const at = (hours: number): string => new Date(START + hours * 3_600_000).toISOString();

export const VERBS = [
  'pause',
  'resume',
  'stop_all',
  'answer',
  'ack',
  'shelve',
  'unshelve',
  'add',
  'edit',
  'approve',
  'reject',
  'hold',
  'move',
  'lock',
  'unlock',
  'break_lock',
  'refill',
  'test_route',
].map((verb) => ({
  verb,
  role: 'operator',
}));

const NIGHT = { from: '22:00', to: '06:00', zone: 'Europe/Vienna', takes: 'critical' };

/** Of each kind of setting one. */
const SPACE = [
  { name: 'solvent.EC', unit: 'kg/kg', kind: 'share', blend: 'solvent', min: 0.1, max: 0.5, step: 0.01 },
  { name: 'solvent.FEC', unit: 'kg/kg', kind: 'share', blend: 'solvent', min: 0, max: 0.1, least: 0.02 },
  { name: 'main-additive', unit: '', kind: 'level', levels: ['none', 'VC'] },
  ...[{ name: 'additive.VC', unit: '%', kind: 'number', min: 0, max: 3, when: { 'main-additive': ['VC'] } }],
  { name: 'formation.cycles', unit: '1', kind: 'integer', min: 1, max: 3 },
];

export function anExperiment(k: number): Record<string, unknown> & { readonly id: string } {
  const failed = k % 7 === 3;
  const value = failed ? undefined : 82 + 12 * (1 - Math.exp(-k / 8)) - 3 * Math.abs(Math.sin(k * 1.7));
  const mean = (value ?? 88) + Math.sin(k) * 1.2;
  return {
    id: `E-${String(k).padStart(4, '0')}`,
    attempt: 1,
    parameters: {
      'solvent.EC': 0.2 + (k % 4) / 20,
      'solvent.EMC': 0.8 - (k % 4) / 20,
      'salt.LiPF6': 1.1,
      'additive.VC': (k % 5) / 2,
      'formation.cRate': 0.2,
    },
    reason: 'highest log expected improvement',
    results: [
      {
        predicted: k > 6 ? { mean, sd: 1.4 } : null,
        observed: value === undefined ? null : { value, sd: 0.5 },
        zScore: k > 6 && value !== undefined ? (value - mean) / 1.4 : null,
      },
    ],
    broken: [],
    status: failed ? 'failed' : 'completed',
    validity: 'valid',
    failure: failed
      ? {
          stage: 'formulation',
          category: 'other',
          attribution: 'recipe',
          cause: 'insoluble',
          evidence: 'cloudy after 20 min',
          jobId: `E-${k}.formulate`,
        }
      : null,
    startedAt: at(k * 20),
    endedAt: at(k * 20 + 300),
  };
}

/** As of sixteen results, the 50 % interval too wide. */
export function aCalibration(quantity = 'capacity_retention'): unknown {
  const coverage = [
    { level: 0.5, inside: 0.81, band: [0.25, 0.75] },
    { level: 0.8, inside: 0.94, band: [0.56, 1] },
    { level: 0.9, inside: 0.94, band: [0.75, 1] },
    { level: 0.95, inside: 1, band: [0.81, 1] },
  ];
  return { before: { forecasts: [{ quantity, among: 'all', n: 16, coverage }] } };
}

/** What became of alarms, in pages of fifty. */
export function aHistory(query: URLSearchParams): unknown {
  const first = Math.min(120, Number(query.get('before') ?? 121) - 1);
  const wanted = query.get('priority');
  const what = ['raised', 'acknowledged', 'shelved', 'unshelved', 'cleared'];
  const who = ['agent', 'm.rossi', 'm.rossi', 'time', 'agent'];
  const changes = Array.from({ length: Math.min(50, first) }, (_, k) => {
    const seq = first - k;
    return {
      ...{ seq, at: at(seq * 3), what: what[seq % 5], who: who[seq % 5] },
      alarm: 'stock-low.C',
      title: 'Electrolyte bottle below 4 mL',
      source: 'C',
      priority: seq < 60 ? 'high' : 'low',
      text: seq % 5 === 2 ? 'a new bottle comes at noon' : '',
      until: seq % 5 === 2 ? at(seq * 3 + 4) : null,
    };
  });
  const before = first > 50 ? first - 49 : null;
  return { changes: changes.filter(({ priority }) => wanted === null || priority === wanted), before };
}

/** Another alarm that nobody has seen. */
export function anAlarm(title: string, priority: string): Record<string, unknown> {
  const body = { phase: 'unacknowledged', text: 'seen now', response: 'look at it', shelvedUntil: null };
  return { ...body, source: '', title, priority, raisedAt: at(610) };
}

export function aLab(): Said {
  const experiments = Array.from({ length: 31 }, (_, k) => anExperiment(k + 1));
  const ended = experiments.map((experiment) => experiment);
  const running = [32, 33, 34, 35].map((k) => ({
    ...anExperiment(k),
    status: 'running',
    failure: null,
    results: [{ predicted: { mean: 93, sd: 1 }, observed: null, zScore: null }],
    endedAt: null,
  }));
  return {
    answers: {
      me: { name: 'm.rossi', role: 'operator' },
      verbs: VERBS,
      lab: { name: 'Lab A, bench 2', labFactor: 18_000, channels: 64 },
      audit: [],
      space: SPACE,
      'alarms/history': aHistory,
      'alarms/routes': [
        { name: 'duty-phone', takes: 'high', takesNow: 'critical', quiet: NIGHT },
        { name: 'mail', takes: 'low', takesNow: 'low', trouble: 'HTTP 503' },
      ],
      'alarms/messages': [
        { seq: 40, at: at(2), route: 'mail', ok: false, alarms: [], tries: 3, answer: 'HTTP 503' },
        {
          seq: 31,
          at: at(1),
          route: 'duty-phone',
          ok: true,
          alarms: ['disk-full'],
          tries: 1,
          answer: 'HTTP 200',
        },
      ],
      calibration: aCalibration(),
      status: {
        campaign: 'Longer life at 45 Cel',
        objectives: [{ quantity: 'capacity_retention', unit: '%', direction: 'maximise' }],
        experiments: [...ended, ...running],
        units: { 'solvent.EC': 'kg/kg', 'solvent.EMC': 'kg/kg', 'additive.VC': '%', 'formation.cRate': '/h' },
        best: [{ id: 'E-0030', values: [93.6] }],
        failures: { insoluble: 4 },
        labTimeS: 31 * 72_000,
      },
    },
    topics: {
      'bridge/state': { state: 'online', reason: 'started' },
      'bridge/health': { memoryMB: 180, broker: 'up', labAt: at(610), ts: new Date().toISOString() },
      'campaign/state': { state: 'running', reason: 'started', actor: 'agent' },
      'lab/state': { state: 'open' },
      ...instrument('robot', {
        'glovebox.oxygen': [0.7, '[ppm]'],
        'glovebox.water': [0.4, '[ppm]'],
        'Stock.EC': [0.0312, 'kg'],
        'Stock.coin-cell-kit': [48, '1'],
      }),
      ...instrument('tester', { 'chamber.temperature': [40.02, 'Cel'] }),
      ...instrument('station', {}),
      'alarm/stock-low.C': {
        priority: 'high',
        phase: 'unacknowledged',
        title: 'Electrolyte bottle below 4 mL',
        source: 'C',
        text: 'three queued recipes need it',
        response: 'refill, scan the lot, confirm',
        raisedAt: at(600),
        definition: 'stock-low',
        shelvedUntil: null,
      },
      ...Object.fromEntries(
        running.map(({ id }, k) => [
          `experiment/${id}`,
          {
            step: ['age', 'age', 'form', 'assemble'][k],
            stepNumber: [5, 5, 4, 2][k],
            steps: 10,
            stepShare: 0.4,
            share: [0.64, 0.4, 0.2, 0.05][k],
            channel: k < 3 ? `channel/${k + 1}` : null,
            startedLabAt: at(600),
            endsLabAt: at(700),
            endsEarliestLabAt: at(690),
            endsLatestLabAt: at(760),
          },
        ]),
      ),
    },
  };
}

function instrument(
  id: string,
  readings: Readonly<Record<string, readonly [number, string]>>,
): Record<string, unknown> {
  const ts = new Date().toISOString();
  return {
    [`${id}/availability`]: { state: 'online' },
    [`${id}/state`]: { link: 'up' },
    ...Object.fromEntries(
      Object.entries(readings).map(([name, [value, unit]]) => [`${id}/reading/${name}`, { value, unit, ts }]),
    ),
  };
}

/** One that ages, with its reasons and its series. */
export function anExperimentInDetail(): Record<string, unknown> {
  return {
    ...anExperiment(32),
    id: 'E-0032',
    status: 'running',
    step: 'age',
    failure: null,
    startedLabAt: at(600),
    endedLabAt: null,
    why: {
      reason: 'acquisition',
      predictions: [{ mean: 93.2, sdModel: 1.1, sdNoise: 0.6, sdSource: 0.3 }],
      feasibility: { formulation: 0.99, assembly: 0.97, formation: 0.98, cycling: 0.96 },
      acquisition: { name: 'log noisy expected improvement', value: -1.24 },
      neighbours: [
        { parameters: { 'additive.VC': 1 }, distance: 0.18, outcome: { values: [92.9] } },
        { parameters: { 'additive.VC': 2 }, distance: 0.31, outcome: { failedStage: 'formation' } },
      ],
      runnerUp: { parameters: { 'additive.DTD': 0.5 }, acquisition: -1.5 },
      modelHash: '7c1e00aa',
      dataHash: '88ad00aa',
      seed: 11,
    },
    observations: [
      {
        quantity: 'first_cycle_efficiency',
        value: 88.91,
        standardUncertainty: 0.12,
        unit: '%',
        quality: 'valid',
        reason: '',
      },
    ],
    jobs: [
      { id: 'E-0032.form', step: 'form', instrument: 'tester', state: 'completed', rows: 4000 },
      { id: 'E-0032.age', step: 'age', instrument: 'tester', state: 'acknowledged', rows: 9000 },
    ],
  };
}

/** A triangle of voltage over test time. */
export function aSeries(points: number): unknown[] {
  return Array.from({ length: points }, (_, row) => ({
    row,
    timeS: row * 40,
    value: 3 + 1.2 * Math.abs(((row / 100) % 2) - 1),
  }));
}

export function someCycles(count: number): unknown[] {
  return Array.from({ length: count }, (_, k) => ({
    definitions: 1,
    cycle: {
      cycle: k + 1,
      dischargeCapacityAs: 15.6 - 0.01 * k,
      coulombicEfficiency: 0.9995 - 0.004 * Math.exp(-k / 8),
      complete: true,
      quality: 'valid',
    },
  }));
}

/** One that charges: it has discharged nothing yet. */
export function aHalfCycle(cycle: number): unknown {
  const half = { dischargeCapacityAs: 0, coulombicEfficiency: null, complete: false, quality: 'valid' };
  return { definitions: 1, cycle: { cycle, ...half } };
}

/** Cycles with two stages in dQ/dV that move with age; the discharge broken for a while. */
export function someCurves(query: URLSearchParams): unknown[] {
  return (query.get('cycles') ?? '').split(',').map((number) => {
    const [cycle, shiftV] = [Number(number), Number(number) / 1500];
    const half = (direction: 'charge' | 'discharge') => {
      const sign = direction === 'charge' ? 1 : -1;
      const voltageV = Array.from({ length: 200 }, (_, k) => 3.5 + sign * (k / 200 - 0.5));
      const peak = (v: number, at: number): number => Math.exp(-(((v - at - sign * shiftV) / 0.04) ** 2));
      const slopes = voltageV.map((v) => 6 + 22 * peak(v, 3.4) + 14 * peak(v, 3.7));
      return {
        ...{ direction, currentA: sign * 0.004, voltageV },
        passedAs: voltageV.map((_, k) => (15.6 - cycle / 100) * (k / 199)),
        differential: {
          voltageV,
          capacityPerVoltAs: slopes.map((each, k) => (sign < 0 && k > 90 && k < 97 ? null : each)),
          unresolved: sign < 0 ? 6 : 0,
          reason: '',
        },
      };
    };
    const halves = [half('charge'), half('discharge')];
    return { cycle, complete: true, quality: 'valid', reason: '', halves };
  });
}
