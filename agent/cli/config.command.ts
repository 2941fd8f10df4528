/** `interphase config check`: every problem of a configuration, before anything is started. */
import { Command } from 'commander';
import { missingElsewhere } from '../../config/elsewhere.js';
import { loadLab } from '../../config/load.js';
import { ConfigError, formatProblem, type Problem } from '../../config/problem.js';
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
    .action(async (options: Options) => {
      process.exitCode = await checkFiles(options);
    });
  return new Command('config').description('work with configuration files').addCommand(check);
}

async function checkFiles({ lab, campaign, json = false }: Options): Promise<number> {
  const { problems, warnings, tables, known } = await findingsIn(lab, campaign);
  const lines = [...problems.map(formatProblem), ...tables];
  const warned = warnings.map((warning) => `warning: ${formatProblem(warning)}\n`);
  if (json) process.stdout.write(`${JSON.stringify({ problems, warnings, tables }, null, 2)}\n`);
  else process.stderr.write([...lines.map((line) => `${line}\n`), ...warned].join(''));
  if (!json && lines.length === 0)
    process.stdout.write([`${lab} and ${campaign} are sound`, ...known, ''].join('\n'));
  return lines.length === 0 ? EXIT.ok : EXIT.usage;
}

interface Findings {
  readonly problems: readonly Problem[];
  /** What may be otherwise where the agent is started. */
  readonly warnings: readonly Problem[];
  /** Mistakes in tables that the campaign names, a line each. */
  readonly tables: readonly string[];
}

const NOTHING: Findings = { problems: [], warnings: [], tables: [] };

/** A campaign is also held against the lab it is for, once the lab itself is sound; its tables, once it is sound. */
async function findingsIn(
  labFile: string,
  campaignFile: string,
): Promise<Findings & { readonly known: readonly string[] }> {
  const [lab, inLab] = await attempt(() => loadLab(labFile));
  const { files, variables } = lab
    ? await missingElsewhere(labFile, lab, process.env)
    : { files: [], variables: [] };
  const [campaign, inCampaign] = await attempt(() => openCampaignFile(campaignFile, lab));
  return {
    problems: [...inLab.problems, ...files, ...inCampaign.problems],
    warnings: variables,
    tables: [...inLab.tables, ...inCampaign.tables],
    known: (campaign?.tables ?? []).map(({ name, observations, ...read }) =>
      rowsInWords(name, { ...read, rows: observations.length }),
    ),
  };
}

async function attempt<T>(load: () => Promise<T>): Promise<[T | undefined, Findings]> {
  try {
    return [await load(), NOTHING];
  } catch (error) {
    if (error instanceof ConfigError) return [undefined, { ...NOTHING, problems: error.problems }];
    if (error instanceof TablesError) return [undefined, { ...NOTHING, tables: error.mistakes }];
    throw error;
  }
}
