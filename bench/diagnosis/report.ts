/** The outcome of the bench as a page of Markdown. */
import { confusionOf, NOTHING, type Confusion } from '../../agent/audit/confusion.js';
import { lessonsOf } from './lessons.js';
import type { Trial } from './trial.js';
import { verdictOf } from './verdict-of.js';

export interface Setting {
  readonly experiments: string;
  readonly seed: string;
  readonly rates: string;
  readonly cycles: string;
  readonly world: string;
  readonly seconds: number;
}

export function report(trials: readonly Trial[], setting: Setting): string {
  const { experiments, seed, rates, cycles, world, seconds } = setting;
  const confusion = confusionOf(trials.map(verdictOf));
  const [healthyRecall = 1] = confusion.recall;
  const classes = confusion.causes.filter((_, truth) => countOf(confusion, truth) > 0);
  const { machineFaults, toldAsRecipe, recipeFaults, recipeFaultsTold } = lessonsOf(trials);
  return `# Diagnosis against the journal of the lab

    npx tsx bench/diagnosis/main.ts --experiments ${experiments} --seed ${seed} --rates ${rates} --cycles ${cycles} --world ${world}

${trials.length} experiments, carried out by the agent's own experiment on the simulated devices in one process, without
protocol wires, in ${seconds.toFixed(0)} s. The agent's diagnosis is held against the causes that the lab journalled, as the
audit does (\`agent/audit/verdicts.ts\`): cause and blame both have to agree, and of several true causes the one that was named
counts, else the first. Loss of power and of links is not in this process. Recipes: points of the example campaign, 40 % of
them taken to where recipes fail (rich in propylene carbonate or LiBOB, imide salts, cold, fast charge, short rest). Rules were
tuned on seeds 101, 404, 505 and 606.

| truth | experiments | agreed | mistaken for |
|---|---|---|---|
${confusion.causes.flatMap((_, truth) => line(confusion, truth)).join('\n')}

Macro average over ${classes.length} classes: **${(100 * (confusion.macroAverage ?? 0)).toFixed(1)} %**. Sound experiments (\`${NOTHING}\`) called failed: **${(100 * (1 - (healthyRecall ?? 1))).toFixed(2)} %**.

What the planner is told: of ${machineFaults} experiments with faults of machines alone ${toldAsRecipe} are told as failed recipes; of
${recipeFaults} with faults of the recipe alone ${recipeFaultsTold} are told as such.
`;
}

/** A row of the table; none for a cause that never happened. */
function line(confusion: Confusion, truth: number): string[] {
  const count = countOf(confusion, truth);
  if (count === 0) return [];
  const wrong = confusion.causes
    .map((cause, said) => ({ cause, times: said === truth ? 0 : confusion.counts[truth]![said]! }))
    .filter(({ times }) => times > 0)
    .sort((a, b) => b.times - a.times)
    .map(({ cause, times }) => `${cause} ${times}`);
  const agreed = (100 * confusion.recall[truth]!).toFixed(1);
  return [`| ${confusion.causes[truth]!} | ${count} | ${agreed} % | ${wrong.join(', ')} |`];
}

function countOf({ counts }: Confusion, truth: number): number {
  return counts[truth]!.reduce((sum, count) => sum + count, 0);
}
