import 'reflect-metadata';
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DesignController } from '../../../agent/design/design.controller.js';
import { Problems } from '../../../agent/rest/problems.js';
import type { DesignAnswer } from '../../../planner/design/request.js';
import { RecordFolder } from '../a-record.js';
import { aCampaign, openAgent } from '../campaign/an-agent.js';
import { FakeLab } from '../campaign/fake-lab.js';

type Parts = ConstructorParameters<typeof DesignController>;

const question = { targets: ['retention >= 95 %'], count: 1, seed: 1 };
const answer: DesignAnswer = {
  designs: [],
  probabilityByChance: 0.01,
  together: { mean: 0, interval: [0, 0], any: 0 },
  widening: {},
  skill: {},
  disbelieved: {},
  extrapolated: [],
};
const folder = new RecordFolder();
/** Ends the designs that the planner is at. */
let finish: (answer: DesignAnswer) => void = () => undefined;
const done = new Promise<DesignAnswer>((resolve) => (finish = resolve));
let controller: DesignController;

beforeAll(async () => {
  const config = aCampaign(4, 1);
  const { campaign, record } = await openAgent(folder, new FakeLab(), config);
  await campaign.run(new AbortController().signal);
  const planner = { design: () => done };
  controller = new DesignController(
    record,
    { id: 'C1' } as Parts[1],
    { campaign: config } as Parts[2],
    planner as unknown as Parts[3],
  );
});
afterAll(() => folder.remove());

/** Status and headers that REST answers an error with. */
function answered(error: unknown): unknown[] {
  const told: unknown[] = [];
  const writeHead = (...head: unknown[]): unknown => {
    told.push(...head);
    return response;
  };
  const response: object = { req: { method: 'POST', headers: {} }, writeHead, end: () => undefined };
  const http = {
    getResponse: () => response as unknown as ServerResponse,
    getRequest: () => ({}),
  };
  const call = { switchToHttp: () => http } as unknown as Parameters<Problems['catch']>[1];
  new Problems([], () => undefined).catch(error, call);
  return told;
}

describe('a design over REST', () => {
  it('is refused at once while there is another, with when to try again', async () => {
    const first = controller.design(question);
    const refused: unknown = await controller.design(question).catch((error: unknown) => error);
    expect(String(refused)).toContain('another design is under way');
    expect(answered(refused)).toEqual([503, expect.objectContaining({ 'retry-after': '60' })]);
    finish(answer);
    expect((await first).targets[0]).toMatchObject({ min: 95 });
    const next = controller.design({ ...question, targets: ['colour >= 1'] });
    await expect(next).rejects.toThrow('"colour"');
  });
});
