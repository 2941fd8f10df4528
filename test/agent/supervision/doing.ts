import type { OperatorCommands } from '../../../agent/supervision/operator-commands.js';

/** An agent that writes down in `done` what it is told to do. */
export function doing(done: string[]): OperatorCommands {
  return {
    pause: (actor, reason) => void done.push(`pause by ${actor}: ${reason}`),
    resume: (actor) => void done.push(`resume by ${actor}`),
    stopAll: (actor, reason) => void done.push(`stop by ${actor}: ${reason}`),
    answer: (actor, prompt, option, note) => void done.push(`${prompt} ${option} by ${actor}: ${note}`),
    retryStep: (actor, experiment) => void done.push(`retry step of ${experiment} by ${actor}`),
    skipStep: (actor, experiment) => void done.push(`skip step of ${experiment} by ${actor}`),
    acknowledge: (actor, alarm) => void done.push(`ack ${alarm} by ${actor}`),
    shelve: (actor, alarm, forS) => void done.push(`shelve ${alarm} by ${actor} for ${forS} s`),
    testRoute: (route) => {
      done.push(`test ${route}`);
      return `${route} took it`;
    },
    add: (actor, parameters) => {
      done.push(`add ${JSON.stringify(parameters)} by ${actor}`);
      return 'H0001 waits for a decision';
    },
    edit: (actor, proposal, parameters) => {
      done.push(`edit ${proposal} ${JSON.stringify(parameters)} by ${actor}`);
      return 'H0001 waits for a decision';
    },
    approve: (actor, proposal) => void done.push(`approve ${proposal} by ${actor}`),
    reject: (actor, proposal, reason) => void done.push(`reject ${proposal} by ${actor}: ${reason}`),
    hold: (actor, proposal) => void done.push(`hold ${proposal} by ${actor}`),
    move: (actor, proposal, to) => void done.push(`move ${proposal} to ${to} by ${actor}`),
    refill: (actor, { item, amount, unit, lot }) => {
      done.push(`refill ${item} ${amount} ${unit} of ${lot} by ${actor}`);
      return `${item}: more on the shelf`;
    },
    lock: (actor, target, forS) => void done.push(`lock ${target} by ${actor} for ${forS} s`),
    unlock: (actor, target) => void done.push(`unlock ${target} by ${actor}`),
    breakLock: (actor, target) => void done.push(`break lock of ${target} by ${actor}`),
    unshelve: (actor, alarm) => void done.push(`unshelve ${alarm} by ${actor}`),
  };
}
