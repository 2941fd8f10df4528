/** The outcome of the bench as a page of Markdown. */
import { caseOf, classesOf, HEALTHY, macroAverage, type Class } from './confusion.js';
import { lessonsOf } from './lessons.js';
import type { Trial } from './trial.js';

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
  const classes = classesOf(trials.map(caseOf));
  const healthy = classes.find(({ truth }) => truth === HEALTHY);
  const falseAlarms = healthy ? (100 * (healthy.count - healthy.agreed)) / healthy.count : 0;
  const { machineFaults, toldAsRecipe, recipeFaults, recipeFaultsTold } = lessonsOf(trials);
  return `# Diagnosis against the journal of the lab

    npx tsx bench/diagnosis/main.ts --experiments ${experiments} --seed ${seed} --rates ${rates} --cycles ${cycles} --world ${world}

${trials.length} experiments, carried out by the agent's own experiment on the simulated devices in one process, without
protocol wires, in ${seconds.toFixed(0)} s. Class: the cause that the agent names, held against the causes that the lab
journalled; of several the one that was named counts, else the first. Loss of power and of links is not in this process. Recipes:
points of the example campaign, 40 % of them taken to where recipes fail (rich in propylene carbonate or LiBOB, imide salts,
cold, fast charge, short rest). Rules were tuned on seeds up to 101.

| truth | experiments | agreed | mistaken for |
|---|---|---|---|
${classes.map(line).join('\n')}

Macro average over ${classes.length} classes: **${(100 * macroAverage(classes)).toFixed(1)} %**. Healthy experiments called failed: **${falseAlarms.toFixed(2)} %**.

What the planner is told: of ${machineFaults} experiments with faults of machines alone ${toldAsRecipe} are told as failed recipes; of
${recipeFaults} with faults of the recipe alone ${recipeFaultsTold} are told as such.
`;
}

function line({ truth, count, agreed, mistaken }: Class): string {
  const wrong = mistaken.map(([name, times]) => `${name} ${times}`).join(', ');
  return `| ${truth} | ${count} | ${((100 * agreed) / count).toFixed(1)} % | ${wrong} |`;
}
