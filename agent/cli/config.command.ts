/** `interphase config check`: every problem of a configuration, before anything is started. */
import { Command } from 'commander';
import { loadLab } from '../../config/load.js';
import { ConfigError, formatProblem } from '../../config/problem.js';
import { TablesError } from '../sources/read-tables.js';
import { rowsInWords } from '../sources/tables.js';
import { openCampaignFile } from './campaign-file.js';
import { DEFAULT_CAMPAIGN, DEFAULT_LAB } from './defaults.js';
import { EXIT } from './exit-codes.js';

interface Options {
  readonly lab: string;
  readonly campaign: string;
  readonly json?: boolean;
}

export function configCommand(): Command {
  const check = new Command('check')
    .description('read a lab and a campaign and print everything that is wrong with them')
    .option('--lab <file>', 'the lab', DEFAULT_LAB)
    .option('--campaign <file>', 'the campaign', DEFAULT_CAMPAIGN)
    .option('--json', 'print the problems as JSON')
    .exitOverride()
    .action(async ({ lab, campaign, json = false }: Options) => {
      const { problems, tables, known } = await findingsIn(lab, campaign);
      const lines = [...problems.map(formatProblem), ...tables];
      if (json) process.stdout.write(`${JSON.stringify({ problems, tables }, null, 2)}\n`);
      else if (lines.length === 0)
        process.stdout.write([`${lab} and ${campaign} are sound`, ...known, ''].join('\n'));
      else process.stderr.write(`${lines.join('\n')}\n`);
      process.exitCode = lines.length === 0 ? EXIT.ok : EXIT.usage;
    });
  return new Command('config').description('work with configuration files').addCommand(check);
}

interface Findings {
  readonly problems: ConfigError['problems'];
  /** Mistakes in tables that the campaign names, a line each. */
  readonly tables: readonly string[];
}

/** A campaign is also held against the lab it is for, once the lab itself is sound; its tables, once it is sound. */
async function findingsIn(
  labFile: string,
  campaignFile: string,
): Promise<Findings & { readonly known: readonly string[] }> {
  const [lab, inLab] = await attempt(() => loadLab(labFile));
  const [campaign, inCampaign] = await attempt(() => openCampaignFile(campaignFile, lab));
  return {
    problems: [...inLab.problems, ...inCampaign.problems],
    tables: [...inLab.tables, ...inCampaign.tables],
    known: (campaign?.tables ?? []).map(({ name, observations, ...read }) =>
      rowsInWords(name, { ...read, rows: observations.length }),
    ),
  };
}

async function attempt<T>(load: () => Promise<T>): Promise<[T | undefined, Findings]> {
  try {
    return [await load(), { problems: [], tables: [] }];
  } catch (error) {
    if (error instanceof ConfigError) return [undefined, { problems: error.problems, tables: [] }];
    if (error instanceof TablesError) return [undefined, { problems: [], tables: error.mistakes }];
    throw error;
  }
}
