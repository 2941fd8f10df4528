/** `interphase contract`: the operators' topics and messages as an AsyncAPI document. */
import { Command } from 'commander';
import { loadLab } from '../../config/load.js';
import { asyncApi } from '../supervision/contract/async-api.js';
import { DEFAULT_LAB } from './defaults.js';

export function contractCommand(): Command {
  return new Command('contract')
    .description('print the MQTT topics and messages as an AsyncAPI document (JSON)')
    .option('--lab <file>', 'the lab, for its base topic', DEFAULT_LAB)
    .action(async ({ lab }: { readonly lab: string }) => {
      const { supervision } = await loadLab(lab);
      process.stdout.write(`${JSON.stringify(asyncApi(supervision.baseTopic), null, 2)}\n`);
    });
}
