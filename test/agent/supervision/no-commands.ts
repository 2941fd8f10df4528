import type { OperatorCommands } from '../../../agent/supervision/request-desk.js';

const nothing = async (): Promise<void> => undefined;

/** An agent that does nothing about whatever it is told. */
export const NO_COMMANDS: OperatorCommands = {
  pause: nothing,
  resume: nothing,
  stopAll: nothing,
  answer: nothing,
  acknowledge: nothing,
  shelve: nothing,
  unshelve: nothing,
};
