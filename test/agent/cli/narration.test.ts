import { describe, expect, it } from '@jest/globals';
import { Narration } from '../../../agent/cli/narration.js';
import { aborted, failed, type Outcome } from '../../../agent/experiment/outcome.js';
import type { EventKind, LabEvent, NewEvent } from '../../../agent/record/lab-event.js';
import { aProposal } from '../campaign/an-agent.js';
import { OPENING, RECIPE } from '../a-record.js';

const COMPLETED: Outcome = {
  execution: { status: 'completed' },
  validity: { status: 'valid' },
  result: { status: 'observed' },
};
const FAILED = failed({
  stage: 'formulation',
  category: 'other',
  attribution: 'recipe',
  cause: 'insoluble',
  evidence: 'turbidity 0.80',
});
const SETTLED = { state: 'completed', rows: 0, rowsSha256: '' } as const;
const START = { campaignId: 'C1', proposalId: 'P0002', recipe: RECIPE, attempt: 1 };
const SHOWN = 'observation.made';

/** One of each kind, and the line it is worth, after the opening of a campaign. */
const EVENTS: { readonly [K in EventKind]: readonly [Extract<NewEvent, { kind: K }>, RegExp | undefined] } = {
  'agent.started': [{ kind: 'agent.started', subject: 'agent', body: { pid: 1 } }, undefined],
  'agent.stopped': [{ kind: 'agent.stopped', subject: 'agent', body: { reason: 'x' } }, undefined],
  'campaign.opened': [OPENING[0] as Extract<NewEvent, { kind: 'campaign.opened' }>, undefined],
  'campaign.state': [
    { kind: 'campaign.state', subject: 'C1', body: { state: 'paused', reason: 'lunch', actor: 'A' } },
    /^campaign paused by A: lunch$/,
  ],
  'proposal.made': [OPENING[1] as Extract<NewEvent, { kind: 'proposal.made' }>, undefined],
  'proposal.decided': [
    {
      kind: 'proposal.decided',
      subject: 'P0009',
      body: { decision: 'refused', reasons: ['too hot', 'too fast'], actor: 'rules' },
    },
    /^P0009 refused: too hot; too fast$/,
  ],
  'experiment.started': [
    { kind: 'experiment.started', subject: 'E0002', body: { ...START, attempt: 3 } },
    /^E0002 repeats P0002 \(try 3\)$/,
  ],
  'command.intended': [
    {
      kind: 'command.intended',
      subject: 'E0001.age',
      body: { experimentId: 'E0001', step: 'age', instrument: 'cycler', task: {}, effect: 'irreversible' },
    },
    /^E0001 has formed and begins to cycle$/,
  ],
  'command.acknowledged': [{ kind: 'command.acknowledged', subject: 'E0001.age', body: {} }, undefined],
  'raw.removed': [
    { kind: 'raw.removed', subject: 'E0001', body: { reason: '30 days after its end' } },
    /E0001: raw payloads removed \(30 days after its end\)/,
  ],
  'command.settled': [{ kind: 'command.settled', subject: 'E0001.age', body: SETTLED }, undefined],
  'alarm.raised': [
    {
      kind: 'alarm.raised',
      subject: 'broker-away',
      body: { definition: 'broker-away', source: '', priority: 'medium', latching: false, text: 'down' },
    },
    /^ALARM medium broker-away: down$/,
  ],
  'alarm.cleared': [{ kind: 'alarm.cleared', subject: 'broker-away', body: {} }, undefined],
  'alarm.acknowledged': [
    { kind: 'alarm.acknowledged', subject: 'broker-away', body: { actor: 'A', note: 'on my way' } },
    /^alarm broker-away acknowledged by A: on my way$/,
  ],
  'alarm.shelved': [
    {
      kind: 'alarm.shelved',
      subject: 'broker-away',
      body: { actor: 'A', note: 'new switch', until: '2026-01-01T01:00:00.000Z' },
    },
    /^alarm broker-away shelved by A until 2026-01-01T01:00:00.000Z: new switch$/,
  ],
  'alarm.unshelved': [
    { kind: 'alarm.unshelved', subject: 'broker-away', body: { actor: 'time', note: 'over' } },
    /^alarm broker-away unshelved by time: over$/,
  ],
  'alarm.suppressed': [
    { kind: 'alarm.suppressed', subject: 'broker-away', body: { reason: 'expected' } },
    undefined,
  ],
  'alarm.unsuppressed': [{ kind: 'alarm.unsuppressed', subject: 'broker-away', body: {} }, undefined],
  'message.sent': [
    { kind: 'message.sent', subject: 'phone', body: { alarms: [], summary: false, tries: 1, answer: 'ok' } },
    undefined,
  ],
  'message.failed': [
    { kind: 'message.failed', subject: 'phone', body: { tries: 3, reason: 'HTTP 503' } },
    /^route phone takes no messages: HTTP 503$/,
  ],
  'experiment.cut-short': [
    { kind: 'experiment.cut-short', subject: 'E0003', body: { reason: 'no chance', actor: 'rules' } },
    /^E0003 is ended early by rules: no chance$/,
  ],
  'source.read': [
    {
      kind: 'source.read',
      subject: 'paper',
      body: {
        ...{ campaignId: 'C1', file: 'paper.csv', fidelity: 'low', rows: 12, rowsSha256: '' },
        leftOut: ['2 rows outside the space'],
      },
    },
    /^12 rows of paper \(paper.csv\) are known; left out: 2 rows outside the space$/,
  ],
  'estimate.asked': [
    {
      kind: 'estimate.asked',
      subject: 'P0007',
      body: { campaignId: 'C1', source: 'model', parameters: { 'additive.VC': 2 }, question: '' },
    },
    undefined,
  ],
  'estimate.answered': [
    {
      kind: 'estimate.answered',
      subject: 'P0008',
      body: {
        estimates: [{ quantity: 'capacity_retention', value: 91.234, unit: '%' }],
        ...{ reason: '', known: false, durationS: 1 },
      },
    },
    /estimates capacity_retention 91.23 %/,
  ],
  'estimate.failed': [
    { kind: 'estimate.failed', subject: 'P0009', body: { reason: 'model.py ended with 1' } },
    /has no estimate: model.py ended with 1$/,
  ],
  'lease.taken': [{ kind: 'lease.taken', subject: 'robot', body: { experimentId: 'E0001' } }, undefined],
  'lease.released': [
    { kind: 'lease.released', subject: 'robot', body: { experimentId: 'E0001' } },
    undefined,
  ],
  'observation.made': [observation('capacity_retention', 91.234), undefined],
  'experiment.ended': [
    { kind: 'experiment.ended', subject: 'E0002', body: { outcome: FAILED } },
    /^E0002 failed at formulation: insoluble \(recipe\); turbidity 0.80$/,
  ],
  'prompt.raised': [
    {
      kind: 'prompt.raised',
      subject: 'E0002.question-1',
      body: {
        ...{ experimentId: 'E0002', place: 'channel/1', question: 'is it in channel/1?' },
        ...{ options: { yes: 'it is', no: 'it is not' }, defaultOption: 'no' },
        deadlineLabAt: '2026-01-01T08:00:00.000Z',
      },
    },
    /^QUESTION E0002.question-1: is it in channel\/1\? \(yes \| no; no from 2026-01-01T08:00:00.000Z lab time on\)$/,
  ],
  'prompt.answered': [
    {
      kind: 'prompt.answered',
      subject: 'E0002.question-1',
      body: { option: 'no', actor: 'A', note: 'seen it' },
    },
    /^E0002.question-1 answered no by A: seen it$/,
  ],
  'operator.acted': [
    { kind: 'operator.acted', subject: 'C1', body: { verb: 'pause', actor: 'A', reason: 'lunch' } },
    /^A asked for pause: lunch$/,
  ],
  'operator.answered': [
    {
      kind: 'operator.answered',
      subject: 'C1',
      body: {
        ...{ verb: 'pause', actor: 'A', transaction: 't1' },
        ...{ ok: false, code: 'forbidden', message: 'pause needs the role operator' },
      },
    },
    /^pause of A was refused: pause needs the role operator$/,
  ],
  'access.changed': [
    {
      kind: 'access.changed',
      subject: 'ada',
      body: { id: '1', at: '2026-01-01T00:00:00.000Z', by: 'root', what: 'user-added', role: 'operator' },
    },
    /^user added: ada, by root$/,
  ],
  'access.tried': [
    { kind: 'access.tried', subject: 'ada', body: { from: '10.0.0.7', by: 'password', ok: true } },
    /^ada signed in from 10.0.0.7$/,
  ],
  'maintenance.began': [
    {
      kind: 'maintenance.began',
      subject: 'filters',
      body: {
        instruments: ['robot', 'cycler'],
        reason: 'new filters',
        startsAt: '2026-01-01T02:00:00.000Z',
        endsAt: '2026-01-01T04:00:00.000Z',
      },
    },
    /robot, cycler until 2026-01-01T04:00:00.000Z: new filters/,
  ],
  'proposal.queued': [
    { kind: 'proposal.queued', subject: 'H0003', body: { campaignId: 'C1', reasons: ['by hand, ada'] } },
    /^H0003 waits for its turn: by hand, ada$/,
  ],
  'approval.asked': [
    {
      kind: 'approval.asked',
      subject: 'P0003',
      body: {
        campaignId: 'C1',
        reasons: ['62.0 Cel, a person decides above 60 Cel'],
        deadlineLabAt: '2026-01-01T08:00:00.000Z',
        byDefault: 'reject',
      },
    },
    /P0003 waits for a person \(62.0 Cel.*\); reject from .* lab time on/,
  ],
  'approval.held': [
    { kind: 'approval.held', subject: 'P0003', body: { actor: 'ada', note: 'ask Bob' } },
    /P0003 held by ada: ask Bob/,
  ],
  'approval.moved': [
    { kind: 'approval.moved', subject: 'P0003', body: { actor: 'ada', position: 1 } },
    undefined,
  ],
  'lock.taken': [
    {
      kind: 'lock.taken',
      subject: 'robot',
      body: { holder: 'ada', note: 'new tips', until: '2026-01-01T01:00:00.000Z' },
    },
    /robot locked by ada until .*: new tips/,
  ],
  'lock.released': [
    { kind: 'lock.released', subject: 'robot', body: { actor: 'ada', note: 'done' } },
    /robot unlocked by ada: done/,
  ],
  'maintenance.ended': [{ kind: 'maintenance.ended', subject: 'filters', body: {} }, /filters is over/],
  notice: [
    { kind: 'notice', subject: 'robot', body: { level: 'alarm', text: 'look at it' } },
    /^ALARM look at it$/,
  ],
};

function observation(quantity: string, value: number | null): Extract<NewEvent, { kind: typeof SHOWN }> {
  const quality = value === null ? 'invalid' : 'valid';
  const reason = value === null ? 'the record has a gap' : '';
  const body = {
    experimentId: 'E0001',
    value,
    standardUncertainty: value && 0.5,
    unit: '%',
    quality,
    reason,
  };
  return { kind: SHOWN, subject: quantity, body } as Extract<NewEvent, { kind: typeof SHOWN }>;
}

function tellAll(...events: readonly NewEvent[]): string | undefined {
  const narration = new Narration([{ quantity: 'capacity_retention', unit: '%' }]);
  return events.map((event) => narration.tell(event as LabEvent)).at(-1);
}

describe('the narration of a run', () => {
  it.each(Object.values(EVENTS).map(([event, line]) => [event.kind, event, line] as const))(
    'has what %s is worth',
    (_kind, event, line) => {
      const told = tellAll(...OPENING, event);
      if (line === undefined) expect(told).toBeUndefined();
      else expect(told).toMatch(line);
    },
  );

  it('says what was expected when an experiment begins', () => {
    expect(tellAll(...OPENING)).toBe('E0001 begins (initial design): VC 2');
    const predictions = [{ mean: 90, sdModel: 3, sdNoise: 4 }];
    const why = { ...aProposal({}), predictions };
    const body = { campaignId: 'C1', parameters: { 'additive.VC': 1 }, source: 's', why };
    const told = tellAll(
      { kind: 'proposal.made', subject: 'P0002', body },
      { kind: 'experiment.started', subject: 'E0002', body: START },
    );
    expect(told).toBe('E0002 begins (predicted 90.00 ± 5.00 %): VC 1');
  });

  it('takes an experiment of a proposal from before this start for no repetition', () => {
    const told = tellAll({ kind: 'experiment.started', subject: 'E0002', body: START });
    expect(told).toBe('E0002 begins (P0002, which was proposed before this start)');
  });

  it('names each of several objectives, in what was expected and in what came out', () => {
    const narration = new Narration([
      { quantity: 'capacity_retention', unit: '%' },
      { quantity: 'film_resistance', unit: 'Ohm' },
    ]);
    const predictions = [
      { mean: 90, sdModel: 3, sdNoise: 4 },
      { mean: 20, sdModel: 0, sdNoise: 1 },
    ];
    const why = { ...aProposal({}), predictions };
    const body = { campaignId: 'C1', parameters: { 'additive.VC': 1 }, source: 's', why };
    const events: readonly NewEvent[] = [
      { kind: 'proposal.made', subject: 'P0002', body },
      { kind: 'experiment.started', subject: 'E0001', body: START },
      observation('capacity_retention', 91),
      observation('film_resistance', 21),
      { kind: 'experiment.ended', subject: 'E0001', body: { outcome: COMPLETED } },
    ];
    const told = events.map((event) => narration.tell(event as LabEvent));
    expect(told[1]).toContain(
      'predicted capacity_retention 90.00 ± 5.00 %, film_resistance 20.00 ± 1.00 Ohm',
    );
    expect(told[4]).toMatch(/completed: capacity_retention 91\.00 ± 0\.50 %; film_resistance 21\.00/);
  });

  const completed: NewEvent = { kind: 'experiment.ended', subject: 'E0001', body: { outcome: COMPLETED } };

  it.each([
    ['the value', observation('capacity_retention', 91.234), /capacity_retention 91\.23 ± 0\.50 %$/],
    [
      'why there is none',
      observation('capacity_retention', null),
      /no capacity_retention: the record has a gap/,
    ],
    ['nothing of other quantities', observation('dc_resistance', 12), /nothing measured$/],
  ])('says %s when an experiment has completed', (_what, made, line) => {
    expect(tellAll(...OPENING, made, completed)).toMatch(line);
  });

  it('says what is known to be a limit as one', () => {
    const outcome: Outcome = {
      ...COMPLETED,
      result: { status: 'observed', censored: { capacity_retention: 'below' } },
    };
    const ended: NewEvent = { kind: 'experiment.ended', subject: 'E0001', body: { outcome } };
    const told = tellAll(...OPENING, observation('capacity_retention', 85), ended);
    expect(told).toBe('E0001 completed: capacity_retention below 85.00 %');
  });

  it('says of a request without a reason only what was asked for', () => {
    const asked = { verb: 'resume', actor: 'ada', reason: '' };
    expect(tellAll({ kind: 'operator.acted', subject: 'C1', body: asked })).toBe('ada asked for resume');
  });

  it('says why an experiment was stopped', () => {
    const outcome = aborted('cycling', 'smoke');
    const told = tellAll({ kind: 'experiment.ended', subject: 'E0001', body: { outcome } });
    expect(told).toBe('E0001 aborted at cycling: stopped (operator); smoke');
  });
});
