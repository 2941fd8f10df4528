import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { SystemClock } from '../../../core/clock.js';
import { Listener } from '../../../planner/experts/listener.js';
import type { Answer, FromThread } from '../../../planner/experts/messages.js';
import { ModelFiles } from '../../../planner/experts/model-files.js';
import { findingTable } from '../../../planner/experts/finding-table.js';
import { train } from '../../../planner/generative/train.js';
import { dataHash } from '../../../planner/generative/data/table.js';
import { wider } from '../../../planner/mix-predictions.js';
import { plan } from '../../../planner/plan.js';
import type { Proposal, SecondOpinion } from '../../../planner/proposal.js';
import { layOut } from '../../../planner/space/layout.js';
import { reasonsOutside } from '../../../planner/space/membership.js';
import { BACKEND, engineForTests } from '../generative/small.js';
import { campaignAfter, SMALL } from './campaign.js';

const request = campaignAfter(14);
const clock = new SystemClock();
const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'experts-'));
  folders.push(made);
  return made;
};
afterAll(() => {
  folders.forEach((one) => {
    rmSync(one, { recursive: true });
  });
});

function listener(at: string, told: FromThread[] = [], hearing: 'on' | 'auto' = 'on'): Listener {
  return new Listener({ hearing, folder: at, settings: SMALL, backend: BACKEND }, clock, (message) =>
    told.push(message),
  );
}

const learning = { kind: 'learn', request, deadlineMs: Infinity } as const;

/** The plan with the opinion of an expert that has learned. */
async function planned(expert: Listener): Promise<Proposal> {
  const drawn = (await expert.answer({ kind: 'draw', request })) as Extract<Answer, { candidates: unknown }>;
  const proposals = plan({ ...request, candidates: drawn.candidates });
  const judged = await expert.answer({ kind: 'judge', request, proposals });
  return (judged as Extract<Answer, { proposals: unknown }>).proposals[0]!;
}

describe('the second expert', () => {
  it('draws recipes of the space and mixes its predictions with those of the Gaussian process', async () => {
    const expert = listener(folder());
    expect(await expert.answer({ kind: 'draw', request })).toEqual({
      silent: 'it has not learned anything yet',
    });
    expect(await expert.answer(learning)).toEqual({ learned: 14 });
    const { candidates } = (await expert.answer({ kind: 'draw', request })) as { candidates: never[] };
    expect(candidates.length).toBeGreaterThan(100);
    const layout = layOut(request.space);
    for (const point of candidates) expect(reasonsOutside(layout, point)).toEqual([]);

    const { predictions, generative } = await planned(expert);
    const { experts, novelty, rows } = generative as SecondOpinion;
    const [gp, model] = experts;
    expect(gp!.weights[0]! + model!.weights[0]!).toBeCloseTo(1, 12);
    const told = experts.reduce((sum, one) => sum + one.weights[0]! * one.predictions[0]!.mean, 0);
    expect(predictions![0]!.mean).toBeCloseTo(told, 12);
    expect([rows, novelty >= 0 && novelty <= 1]).toEqual([14, true]);
  });

  it('has its own predictions widened, too, where earlier ones were too narrow', async () => {
    const expert = listener(folder());
    await expert.answer(learning);
    const judgedAs = async (widening: number): Promise<Proposal> => {
      const asked = { ...request, widening: { loss: widening } };
      const proposals = plan({ ...request, seed: 'one' }).map((one) => ({
        ...one,
        predictions: one.predictions!.map((told) => wider(told, widening)),
      }));
      await expert.answer({ kind: 'draw', request });
      const answer = await expert.answer({ kind: 'judge', request: asked, proposals });
      return (answer as Extract<Answer, { proposals: unknown }>).proposals[0]!;
    };
    const [plain, wide] = [await judgedAs(1), await judgedAs(2)];
    expect(wide.predictions![0]!.sdModel).toBeCloseTo(2 * plain.predictions![0]!.sdModel, 9);
    expect((wide.generative as SecondOpinion).experts[1]).toEqual(
      (plain.generative as SecondOpinion).experts[1],
    );
  });

  it('says the same of the same record, whether it learned it or was started again', async () => {
    const [here, there] = [folder(), folder()];
    const told: FromThread[] = [];
    const experts = [listener(here), listener(there), listener(here, told)];
    const proposals: Proposal[] = [];
    for (const expert of experts) {
      await expert.answer(learning);
      proposals.push(await planned(expert));
    }
    expect(proposals[1]).toEqual(proposals[0]);
    expect(proposals[2]).toEqual(proposals[0]);
    // The third found the model of the first: nothing was learned again.
    expect(told).toEqual([]);
  });

  it('goes on from a training that was cut short, and ends with the same model', async () => {
    const { schema, table } = findingTable(request);
    const hash = dataHash(schema, table);
    const at = folder();
    await expect(
      train(await engineForTests(), schema, table, {
        ...{ seed: hash, clock, settings: SMALL },
        onProgress: ({ step, checkpoint }) => {
          new ModelFiles(at).keep('training', checkpoint());
          if (step === 12) throw new Error('the power went');
        },
      }),
    ).rejects.toThrow('the power went');
    const [told, whole]: [FromThread[], FromThread[]] = [[], []];
    const [resumed, fresh] = [listener(at, told), listener(folder(), whole)];
    await resumed.answer(learning);
    await fresh.answer(learning);
    expect(told.flatMap((one) => ('progress' in one ? one.progress.step : []))).toEqual([18, 24]);
    expect(whole.flatMap((one) => ('progress' in one ? one.progress.step : []))).toEqual([6, 12, 18, 24]);
    expect((await planned(resumed)).predictions).toEqual((await planned(fresh)).predictions);
    expect(readdirSync(at)).toEqual(['model.bin']);
  });

  it('is silent, when it has to show a gain, until it has', async () => {
    const expert = listener(folder(), [], 'auto');
    await expert.answer(learning);
    const answer = await expert.answer({ kind: 'draw', request });
    // Two dozen steps of ten neurons: what the mixture gains on a bowl is less than its error.
    expect(answer).toMatchObject({ silent: expect.stringMatching(/has not shown .* 14 rows/) });
  });

  it('learns in memory where nothing can be kept, and says so', async () => {
    const told: FromThread[] = [];
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    const expert = listener(join(file, 'models'), told);
    expect(await expert.answer(learning)).toEqual({ learned: 14 });
    expect(told).toContainEqual({ notice: expect.stringContaining(file) });
  });
});
