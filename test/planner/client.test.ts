import { afterEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../core/clock.js';
import { PlannerClient } from '../../planner/client.js';
import { design } from '../../planner/design/design.js';
import { plan } from '../../planner/plan.js';
import type { PlanRequest } from '../../planner/request.js';
import { cube } from './space/spaces.js';

const request: PlanRequest = {
  space: cube(2),
  objectives: [{ name: 'loss', direction: 'minimise' }],
  observations: [],
  failures: [],
  pending: [],
  count: 2,
  seed: 1,
  n0: 4,
};
const source = { workerUrl: new URL('./worker-from-source.mjs', import.meta.url) };
const script = (text: string): { workerUrl: URL } => ({
  workerUrl: new URL(`data:text/javascript,${encodeURIComponent(text)}`),
});
const head = "import { parentPort } from 'node:worker_threads';";
const clock = new ManualClock();
const open: PlannerClient[] = [];

function client(options: ConstructorParameters<typeof PlannerClient>[1]): PlannerClient {
  const made = new PlannerClient(clock, options);
  open.push(made);
  return made;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

describe('the planner in its worker thread', () => {
  it('answers as the planner itself does, job after job', async () => {
    const planner = client(source);
    const jobs = [
      planner.propose(request, { deadlineMs: 1e6 }),
      planner.propose(request, { deadlineMs: 1e6 }),
    ];
    expect(await Promise.all(jobs)).toEqual([plan(request), plan(request)]);
  });

  it('designs there, too', async () => {
    const points = Array.from({ length: 6 }, (_, k) => ({ u0: k / 5, u1: ((2 * k) % 5) / 5 }));
    const observations = points.map((parameters) => ({
      parameters,
      results: { gain: { value: parameters.u0 } },
    }));
    const wanted = { space: cube(2), observations, failures: [], targets: [{ name: 'gain', min: 0.8 }] };
    const asked = { ...wanted, count: 2, seed: 1 };
    expect(await client(source).design(asked, { deadlineMs: 1e6 })).toEqual(design(asked));
  });

  it('hands on what the planner refuses, and goes on working', async () => {
    const planner = client(source);
    const job = planner.propose({ ...request, count: 0 }, { deadlineMs: 1e6 });
    await expect(job).rejects.toMatchObject({ name: 'PlannerError', fault: 'bad-request' });
    expect(await planner.propose(request, { deadlineMs: 1e6 })).toHaveLength(2);
  });

  it('ends a job at its deadline and starts afresh for the next', async () => {
    // The first job of each thread is never answered; a job with another seed is.
    const planner = client(
      script(`${head} parentPort.on('message', ({ id, request }) => {
        if (request.seed !== 1) parentPort.postMessage({ id, answer: [] });
      });`),
    );
    const slow = planner.propose(request, { deadlineMs: 5000 });
    const next = planner.propose({ ...request, seed: 2 }, { deadlineMs: 5000 });
    await Promise.all([
      expect(slow).rejects.toMatchObject({ fault: 'deadline', message: expect.stringContaining('5000 ms') }),
      clock.advance(5000),
    ]);
    expect(await next).toEqual([]);
  });

  it('gives a design up at its deadline from when it was asked for, also in the queue, where it then never runs', async () => {
    // Counts the designs that reach the thread; proposals are never answered.
    const planner = client(
      script(`${head} let designs = 0; parentPort.on('message', ({ id, task, request }) => {
        if (task === 'design') designs += 1;
        if (request.seed === 2) parentPort.postMessage({ id, answer: [designs] });
      });`),
    );
    const wanted = { space: cube(2), observations: [], failures: [], targets: [], count: 1, seed: 1 };
    const stop = new AbortController();
    const plan = planner.propose(request, { deadlineMs: 20_000, signal: stop.signal });
    const queued = planner.design(wanted, { deadlineMs: 5000 });
    await Promise.all([
      expect(queued).rejects.toMatchObject({
        fault: 'deadline',
        message: expect.stringContaining('5000 ms after it was asked for'),
      }),
      clock.advance(5000),
    ]);
    const next = planner.propose({ ...request, seed: 2 }, { deadlineMs: 5000 });
    stop.abort(new Error('enough'));
    await expect(plan).rejects.toThrow('enough');
    expect(await next).toEqual([0]);
  });

  it('tells of a thread that dies, with the cause', async () => {
    const planner = client(
      script(`${head} parentPort.on('message', () => { throw new Error('out of luck'); });`),
    );
    await expect(planner.propose(request, { deadlineMs: 1e6 })).rejects.toMatchObject({
      fault: 'crashed',
      message: expect.stringContaining('out of luck'),
      cause: expect.objectContaining({ message: 'out of luck' }),
    });
    const silent = client(script(`${head} parentPort.on('message', () => process.exit(3));`));
    await expect(silent.propose(request, { deadlineMs: 1e6 })).rejects.toThrow(/ended with code 3/);
  });

  it('stops a job when it is aborted, before or after it began', async () => {
    const planner = client(script(`${head} parentPort.on('message', () => {});`));
    const stop = new AbortController();
    const running = planner.propose(request, { deadlineMs: 1e6, signal: stop.signal });
    const queued = planner.propose(request, {
      deadlineMs: 1e6,
      signal: AbortSignal.abort(new Error('paused')),
    });
    await new Promise(setImmediate);
    stop.abort(new Error('operator'));
    await expect(running).rejects.toThrow(/aborted: operator/);
    await expect(queued).rejects.toThrow(/aborted: paused/);
  });

  it('takes no job after it was closed', async () => {
    const planner = client(source);
    await planner.close();
    await expect(planner.propose(request, { deadlineMs: 1e6 })).rejects.toMatchObject({ fault: 'aborted' });
  });
});
