import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ManualClock, SystemClock } from '../../../core/clock.js';
import type { PlanService } from '../../../planner/client.js';
import { ExpertClient } from '../../../planner/experts/expert-client.js';
import type { ThreadPlace } from '../../../planner/experts/expert-thread.js';
import { MixedPlanner } from '../../../planner/experts/mixed-planner.js';
import { plan } from '../../../planner/plan.js';
import type { PlanRequest } from '../../../planner/request.js';
import { campaignAfter, SMALL } from './campaign.js';

/** The Gaussian process, in this thread; remembers what it was asked. */
class Alone implements PlanService {
  readonly asked: { request: PlanRequest; deadlineMs: number }[] = [];
  readonly activity = { planning: false, plans: 0, lastPlanS: null };
  async propose(
    request: PlanRequest,
    { deadlineMs }: { deadlineMs: number },
  ): ReturnType<PlanService['propose']> {
    this.asked.push({ request, deadlineMs });
    return plan(request);
  }
  design(): ReturnType<PlanService['design']> {
    return Promise.reject(new Error('nobody designs here'));
  }
  async close(): Promise<void> {
    await Promise.resolve();
  }
}

const request = campaignAfter(12);
const { findings: _, ...plain } = request;
const folder = mkdtempSync(join(tmpdir(), 'experts-'));
const open: MixedPlanner[] = [];
const head = "import { parentPort } from 'node:worker_threads';";
const script = (text: string): ThreadPlace => ({
  workerUrl: new URL(`data:text/javascript,${encodeURIComponent(`${head} ${text}`)}`),
});

function mixed(
  place: ThreadPlace,
  clock = new ManualClock(),
): { planner: MixedPlanner; alone: Alone; expert: ExpertClient; notices: string[] } {
  const notices: string[] = [];
  const onNotice = (text: string): void => void notices.push(text);
  const learning = { hearing: 'on', folder, settings: SMALL, backend: 'tfjs-wasm' } as const;
  const expert = new ExpertClient(clock, { learning, place, onNotice });
  const alone = new Alone();
  const planner = new MixedPlanner(alone, expert, clock);
  open.push(planner);
  return { planner, alone, expert, notices };
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
  rmSync(folder, { recursive: true, force: true });
});

/** Answers that it has learned at once; what it draws and judges is given. */
const learned = (rest: string): ThreadPlace =>
  script(`parentPort.on('message', ({ id, ask }) => {
    const say = (answer) => parentPort.postMessage({ id, answer });
    if (ask.kind === 'learn') say({ learned: 12 });
    ${rest}
  });`);

describe('the planner with a generative model at its side', () => {
  it('learns in its own thread, and then both experts speak', async () => {
    const source = { workerUrl: new URL('./worker-from-source.mjs', import.meta.url) };
    const { planner, alone, expert, notices } = mixed(source, new SystemClock() as unknown as ManualClock);
    const [first] = await planner.propose(request, { deadlineMs: 1e6 });
    expect(first!.generative).toEqual({ silent: 'it has not begun to learn' });
    expect({ ...first, generative: undefined }).toEqual({ ...plan(plain)[0], generative: undefined });
    await expert.learn(request);
    expect(expert.activity).toMatchObject({ state: 'ready', rows: 12 });
    const [second] = await planner.propose(request, { deadlineMs: 1e6 });
    expect(second!.generative).toMatchObject({ rows: 12, engine: 'tfjs-wasm', experts: [{}, {}] });
    expect(alone.asked[1]!.request.candidates!.length).toBeGreaterThan(100);
    expect(notices).toEqual([]);
  });

  it('plans alone where there is too little to learn from, and says how much is missing', async () => {
    const { planner } = mixed(script(''));
    const [proposal] = await planner.propose(campaignAfter(6), { deadlineMs: 1e6 });
    expect(proposal!.generative).toEqual({
      silent: 'it learns from 10 recipes with all results, there are 6',
    });
  });

  it('waits no longer than a part of the deadline, and leaves the rest to the plan', async () => {
    const clock = new ManualClock();
    const { planner, alone, expert } = mixed(learned(''), clock);
    await expert.learn(request);
    const proposed = planner.propose(request, { deadlineMs: 10_000 });
    await clock.advance(2000);
    expect((await proposed)[0]!.generative).toEqual({ silent: 'it had no answer within 2000 ms' });
    expect(alone.asked[0]).toMatchObject({ deadlineMs: 6000, request: { seed: request.seed } });
    expect(alone.asked[0]!.request.candidates).toBeUndefined();
  });

  it('keeps the proposal when the model dies before it has judged it', async () => {
    const { planner, expert } = mixed(
      learned(`if (ask.kind === 'draw') say({ candidates: [] }); if (ask.kind === 'judge') process.exit(3);`),
    );
    await expert.learn(request);
    const [proposal] = await planner.propose(request, { deadlineMs: 1e6 });
    expect(proposal!.predictions).toEqual(plan({ ...plain, candidates: [] })[0]!.predictions);
    expect(proposal!.generative).toEqual({ silent: 'its thread ended with code 3' });
  });

  it('replaces a thread that dies as it learns, says so, and gives up after three', async () => {
    const { expert, notices } = mixed(script(`parentPort.on('message', () => process.exit(7));`));
    await expert.learn(request);
    expect(notices).toHaveLength(3);
    expect(notices[0]).toMatch(/could not learn \(its thread ended with code 7\).* tried again/);
    expect(notices[2]).toMatch(/left alone until the next start/);
    expect(expert.activity.state).toBe('failed');
  });
});
