/** `interphase alarms test`: a test message over each route to people, and what came back. */
import { Command } from 'commander';
import { loadLab } from '../../config/load.js';
import { SystemClock } from '../../core/clock.js';
import { makeRoutes } from '../alarms/messages/make-routes.js';
import { tryRoute } from '../alarms/messages/try-route.js';
import { testLetter } from '../alarms/messages/wording.js';
import { DEFAULT_LAB } from './defaults.js';
import { EXIT } from './exit-codes.js';

interface Options {
  readonly lab: string;
}

export function alarmsCommand(): Command {
  const test = new Command('test')
    .description('send a test message over each route of alarms.routes and say what came back')
    .option('--config, --lab <file>', 'the lab', DEFAULT_LAB)
    .action(async ({ lab }: Options) => {
      process.exitCode = await testRoutes(lab);
    });
  return new Command('alarms').description('work with the ways to people').addCommand(test);
}

async function testRoutes(configPath: string): Promise<number> {
  const config = await loadLab(configPath);
  const place = { configPath, environment: process.env };
  const routes = await makeRoutes(config.alarms, place);
  if (routes.length === 0) {
    process.stderr.write(`${configPath} names no route: add one to alarms.routes\n`);
    return EXIT.failed;
  }
  const clock = new SystemClock();
  const results = await Promise.all(routes.map((route) => tryRoute(route, testLetter(config.name), clock)));
  for (const { name, ok, answer } of results) {
    process.stdout.write(`${name}: ${ok ? 'taken' : 'NOT TAKEN'} (${answer})\n`);
  }
  return results.every(({ ok }) => ok) ? EXIT.ok : EXIT.failed;
}
