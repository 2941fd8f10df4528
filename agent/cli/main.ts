/** The command line: `interphase run | simulate | estimate | analyse | backtest | calibration | design | verify | backup | restore | audit | alarms test | broker config | contract | users | keys | sign-in | trail | config check`. */
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { ConfigError } from '../../config/problem.js';
import { TablesError } from '../sources/read-tables.js';
import { alarmsCommand } from './alarms.command.js';
import { analyseCommand } from './analyse/command.js';
import { auditCommand } from './audit.command.js';
import { backtestCommand } from './backtest/command.js';
import { backupCommand } from './backup.command.js';
import { brokerCommand } from './broker.command.js';
import { calibrationCommand } from './calibration/command.js';
import { configCommand } from './config.command.js';
import { designCommand } from './design/command.js';
import { estimateCommand } from './estimate.command.js';
import { DesignError } from '../design/design-error.js';
import { contractCommand } from './contract.command.js';
import { EXIT, EXIT_HELP } from './exit-codes.js';
import { Output } from './output.js';
import { restoreCommand } from './restore.command.js';
import { runCommand } from './run.command.js';
import { simulateCommand } from './simulate.command.js';
import { keysCommand } from './keys.command.js';
import { signInCommand } from './sign-in.command.js';
import { trailCommand } from './trail.command.js';
import { usersCommand } from './users.command.js';
import { verifyCommand } from './verify.command.js';
import { version } from './version.js';

export async function main(args: readonly string[]): Promise<void> {
  const output = new Output(process.stdout, process.stderr, (code) => {
    process.exitCode = code;
  });
  const program = new Command('interphase')
    .description('An unattended lab agent for self-driving battery-interphase experiments')
    .version(version())
    .enablePositionalOptions()
    .hook('preAction', (_program, command) => {
      output.onlyTells = command.name() === 'run';
    });
  const commands = [
    runCommand(),
    simulateCommand(),
    estimateCommand(),
    verifyCommand(),
    backupCommand(),
    restoreCommand(),
    analyseCommand(),
    backtestCommand(),
    calibrationCommand(),
    designCommand(),
    auditCommand(),
    alarmsCommand(),
    brokerCommand(),
    contractCommand(),
    usersCommand(),
    keysCommand(),
    signInCommand(),
    trailCommand(),
    configCommand(),
  ];
  for (const command of commands) program.addCommand(command);
  endHere(program);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = report(error);
  }
  output.end();
}

/** A command line that is wrong ends in `main`, not within commander; every help tells the exit codes. */
function endHere(command: Command): void {
  command.exitOverride().addHelpText('after', EXIT_HELP);
  for (const one of command.commands) endHere(one);
}

/** Every failure as one message for people, and the code that goes with it. */
function report(error: unknown): number {
  if (error instanceof InvalidArgumentError) process.stderr.write(`error: ${error.message}\n`);
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (process.env['INTERPHASE_DEBUG'])
    process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : ''}\n`);
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  const isUsage = [ConfigError, TablesError, DesignError].some((kind) => error instanceof kind);
  return isUsage ? EXIT.usage : EXIT.unusable;
}
