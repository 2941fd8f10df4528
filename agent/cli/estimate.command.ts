/** `interphase estimate`: what the cheap sources of a lab foretell of one recipe. */
import { Command, Option } from 'commander';
import { loadLab, loadRecipe } from '../../config/load.js';
import { SystemClock, type Clock } from '../../core/clock.js';
import { SOURCE_MODELS, type SourceModel, type SourceResult } from '../../drivers/source.js';
import { askSource } from '../sources/ask-source.js';
import { recipeOf } from '../experiment/recipe.js';
import type { LabSetting } from '../operations/lab-instruments.js';
import { withSource } from '../operations/lab-sources.js';
import { runningLab } from '../operations/running-lab.js';
import { SimulatedLab } from '../operations/simulated-lab.js';
import { takeLock } from '../record/lock.js';
import { labPath } from './arguments.js';
import { DEFAULT_DATA, DEFAULT_LAB } from './defaults.js';
import { formatDuration } from './duration.js';
import { formatTable } from './table.js';

interface Options {
  readonly recipe: string;
  readonly lab: string;
  readonly data: string;
  readonly source?: SourceModel;
  readonly json?: boolean;
}

export function estimateCommand(): Command {
  return new Command('estimate')
    .description('ask the cheap sources of a lab what they foretell of one recipe')
    .requiredOption('--recipe <file>', 'the recipe: settings by name, the rest have their defaults')
    .addOption(new Option('--source <name>', 'one source only').choices(SOURCE_MODELS))
    .option('--lab <file>', 'the lab', DEFAULT_LAB)
    .option('--data <folder>', 'where the simulated lab lies', DEFAULT_DATA)
    .option('--json', 'print the estimates as JSON')
    .action(estimate);
}

async function estimate({ recipe: file, lab, data, source, json = false }: Options): Promise<void> {
  const link = new SystemClock();
  const config = await loadLab(lab);
  const trial = recipeOf(await loadRecipe(file));
  const models = source === undefined ? SOURCE_MODELS : [source];
  const ask = async (descriptor: LabSetting['descriptor']): Promise<SourceResult[]> =>
    withSource({ config, configPath: lab, data, descriptor, link }, async (driver) => {
      const results: SourceResult[] = [];
      for (const model of models) {
        const jobId = `estimate-${link.now().toString(36)}-${model}`;
        results.push(await askSource(driver, jobId, { model, trial }, link));
      }
      return results;
    });
  const results = config.simulation ? await inSimulation({ lab, data }, link, ask) : await ask(undefined);
  process.stdout.write(json ? `${JSON.stringify(results, null, 2)}\n` : results.map(format).join('\n'));
}

/** In the lab that runs on the data folder, or in one that is switched on for the question. */
async function inSimulation<T>(
  options: { readonly lab: string; readonly data: string },
  link: Clock,
  act: (descriptor: LabSetting['descriptor']) => Promise<T>,
): Promise<T> {
  const running = await runningLab(options.data);
  if (running) return act(running);
  const release = await takeLock(labPath(options.data, 'simulator.lock'), link);
  try {
    const lab = await SimulatedLab.open(options, link, (text) => process.stderr.write(`${text}\n`));
    return await act(lab.descriptor).finally(() => lab.close());
  } finally {
    await release();
  }
}

function format({ model, estimates, costEur, durationS }: SourceResult): string {
  const columns = [
    { title: model },
    { title: 'value', align: 'right' },
    { title: 'sd', align: 'right' },
    { title: 'unit' },
  ] as const;
  const rows = estimates.map(({ name, value, sd, unit }) => [
    name,
    value.toPrecision(4),
    sd.toPrecision(2),
    unit,
  ]);
  return `${formatTable(columns, rows)}\ncost ${costEur} EUR, ${formatDuration(durationS)} of computing\n`;
}
