import 'reflect-metadata';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { AgentModule } from '../../agent/agent.module.js';
import { RecordError } from '../../agent/record/record-error.js';
import { ManualClock } from '../../core/clock.js';

let done: string[];
let troubles: string[];

const note = (what: string) => async (): Promise<void> => void done.push(what);

function instrument(id: string): object {
  return { id, makeSafe: note(`${id} safe`), disconnect: note(`${id} left`) };
}

/** An agent at its end whose parts note what they are told; `append` is how its record takes an event. */
function anAgent(append: () => Promise<unknown>): AgentModule {
  const parts = {
    setup: { link: new ManualClock(), onTrouble: ({ message }: Error) => troubles.push(message) },
    ...{ record: { append, close: note('record closed') }, announcements: [] },
    ...{ stream: { close: note('stream') }, planner: { close: note('planner') } },
    campaign: { prompts: { stop: note('prompts') }, approvals: { stop: note('approvals') } },
    ...{ retention: { close: note('retention') }, outbox: { stop: note('outbox') } },
    ...{ supervisor: { stop: note('goodbye') }, bus: { disconnect: note('bus left') } },
    lab: { robot: instrument('robot'), cycler: instrument('cycler'), station: instrument('station') },
  };
  return Object.assign(Object.create(AgentModule.prototype) as AgentModule, parts);
}

beforeEach(() => {
  done = [];
  troubles = [];
});

describe('an agent that ends', () => {
  it('says goodbye, leaves its instruments and closes its record though the disk is full', async () => {
    const agent = anAgent(() => Promise.reject(new RecordError('record.sqlite', 'full', 'no space')));
    await agent.onApplicationShutdown('SIGTERM');
    const links = ['robot left', 'cycler left', 'station left', 'bus left'];
    expect(done).toEqual(['retention', 'outbox', 'goodbye', ...links, 'record closed']);
    expect(troubles).toEqual([expect.stringMatching(/^at the end recording the end failed.*no space/)]);
  });

  it('makes its lab safe though its planner cannot be ended', async () => {
    const agent = anAgent(() => Promise.resolve([]));
    Object.assign(agent, { planner: { close: () => Promise.reject(new Error('no thread')) } });
    await agent.beforeApplicationShutdown();
    expect(done).toEqual(['stream', 'prompts', 'approvals', 'robot safe', 'cycler safe', 'station safe']);
    expect(troubles).toEqual([expect.stringMatching(/^at the end ending the planner failed.*no thread/)]);
  });
});
