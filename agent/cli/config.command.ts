/** `interphase config check`: every problem of a configuration, before anything is started. */
import { Command } from 'commander';
import { loadLab } from '../../config/load.js';
import { ConfigError, formatProblem } from '../../config/problem.js';
import { readCampaign } from '../campaign/read-campaign.js';
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
      const problems = await problemsOf(lab, campaign);
      if (json) process.stdout.write(`${JSON.stringify({ problems }, null, 2)}\n`);
      else if (problems.length === 0) process.stdout.write(`${lab} and ${campaign} are sound\n`);
      else process.stderr.write(`${problems.map(formatProblem).join('\n')}\n`);
      process.exitCode = problems.length === 0 ? EXIT.ok : EXIT.usage;
    });
  return new Command('config').description('work with configuration files').addCommand(check);
}

/** A campaign is also held against the lab it is for, once the lab itself is sound. */
async function problemsOf(labFile: string, campaignFile: string): Promise<ConfigError['problems']> {
  const [lab, labProblems] = await attempt(() => loadLab(labFile));
  const [, campaignProblems] = await attempt(() => readCampaign(campaignFile, lab));
  return [...labProblems, ...campaignProblems];
}

async function attempt<T>(load: () => Promise<T>): Promise<[T | undefined, ConfigError['problems']]> {
  try {
    return [await load(), []];
  } catch (error) {
    if (error instanceof ConfigError) return [undefined, error.problems];
    throw error;
  }
}
