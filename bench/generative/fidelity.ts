/** What simulated conductivities are worth beside measured ones: `npx tsx bench/generative/fidelity.ts`. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gaussian } from '../../planner/experts/mixture.js';
import { foldsOf } from '../../planner/experts/group-folds.js';
import { fitLoss, type MeasuredLoss } from '../../planner/loss-model.js';
import { predict } from '../../planner/models.js';
import { encode, encodingOf } from '../../planner/space/features.js';
import { layOut } from '../../planner/space/layout.js';
import { toVector } from '../../planner/space/point.js';
import { clioPoints, type ClioPoint } from './datasets/clio.js';
import { spaceOver } from './dataset.js';
import type { Scores } from './scores.js';
import { scoresOf } from './scores.js';
import { writeSection } from './sections.js';

const root = join(import.meta.dirname, '..', '..');
const { values: options } = parseArgs({
  options: {
    shared: { type: 'string', default: join(root, '..', 'shared') },
    out: { type: 'string', default: join(root, 'bench', 'results', 'generative.md') },
  },
});

const ROBOT = 'robot';
const MODEL = 'electrolyte model';
/** Deaths of the robot's pump apart: a conductivity near nothing says nothing of an electrolyte. */
const DEAD_MS_PER_CM = 0.5;

const { robot, simulated } = clioPoints(join(options.shared, 'data'));
const measured = rowsOf(robot, ROBOT);
const cheap = rowsOf(simulated, MODEL);
const groups = groupsOf(robot);
const alone = leaveOut([]);
const both = leaveOut(cheap);
writeSection(options.out, 'Two fidelities', toText());

function rowsOf(points: readonly ClioPoint[], source: string): MeasuredLoss[] {
  const layout = layOut(
    spaceOver(
      Object.keys(robot[0]!.parameters),
      [...robot, ...simulated].map(({ parameters }) => parameters),
    ),
  );
  const encoding = encodingOf(layout);
  return points.map(({ parameters, conductivity }) => ({
    features: encode(encoding, toVector(layout, parameters)),
    ...{ loss: conductivity, sd: 0, source },
  }));
}

/** One formulation, one group. */
function groupsOf(points: readonly ClioPoint[]): Int32Array {
  const keys = points.map(({ parameters }) => JSON.stringify(parameters));
  const distinct = [...new Set(keys)];
  return Int32Array.from(keys, (key) => distinct.indexOf(key));
}

/** Every formulation foretold by a model that knows all others and the rows of `others`. */
function leaveOut(others: readonly MeasuredLoss[]): { readonly all: Scores; readonly alive: Scores } {
  const found = foldsOf(groups, new Set(groups).size, 'formulations').flatMap((held) => {
    const known = measured.filter((_, row) => !held.includes(row));
    const loss = fitLoss([...known, ...others], { failed: [], lowFidelity: new Set([MODEL]) });
    return held.map((row) => {
      const { features, loss: truth } = measured[row]!;
      const [p] = predict({ losses: [loss] }, [{ name: 'k', direction: 'minimise' }], features, {
        source: ROBOT,
      });
      const { mean, sdModel, sdNoise, sdSource = 0 } = p!;
      return { truth, mixture: gaussian(mean, sdModel ** 2 + sdNoise ** 2 + sdSource ** 2) };
    });
  });
  return { all: scoresOf(found), alive: scoresOf(found.filter(({ truth }) => truth > DEAD_MS_PER_CM)) };
}

function toText(): string {
  const line = (name: string, { rmse, nll, crps, c90 }: Scores): string =>
    `| ${[name, ...[rmse, nll, crps, c90].map((value) => value.toFixed(3))].join(' | ')} |`;
  return `Conductivity (mS/cm) of ${robot.length} mixtures by a robot, ${new Set(groups).size} formulations, beside ${simulated.length} values of the Advanced Electrolyte Model (Dave et al.,
Nat. Commun. 2022). Each formulation in turn is foretold by the planner's Gaussian process from all others, alone and with the
simulated points as a source of low fidelity with a discrepancy of its own. One run of the robot was dead (less than ${DEAD_MS_PER_CM}
mS/cm): no recipe tells that, and the log score of all rows is mostly that of this one.

| known | RMSE | NLL | CRPS | c90 |
|---|---|---|---|---|
${line('robot, all rows', alone.all)}
${line('robot and model, all rows', both.all)}
${line('robot, without the dead run', alone.alive)}
${line('robot and model, without the dead run', both.alive)}`;
}
