/** From what operators can ask for to the parts of the agent that do it. */
import type { Alarms } from '../alarms/alarms.js';
import type { CallOut } from '../alarms/messages/call-out.js';
import type { Campaign } from '../campaign/campaign.js';
import { TRY_AGAIN } from '../campaign/whereabouts-question.js';
import { CLEARED } from '../experiment/whereabouts.js';
import type { Locks } from '../locks/locks.js';
import type { OperatorCommands } from './operator-commands.js';

export function commandsOf(
  campaign: Campaign,
  alarms: Alarms,
  routes: Pick<CallOut, 'test'>,
  locks: Locks,
): OperatorCommands {
  return {
    pause: campaign.pause.bind(campaign),
    resume: campaign.resume.bind(campaign),
    stopAll: campaign.stopAll.bind(campaign),
    answer: campaign.prompts.answer.bind(campaign.prompts),
    retryStep: (actor, experiment, note) => campaign.prompts.answerAbout(actor, experiment, TRY_AGAIN, note),
    skipStep: (actor, experiment, note) => campaign.prompts.answerAbout(actor, experiment, CLEARED, note),
    acknowledge: alarms.acknowledge.bind(alarms),
    shelve: alarms.shelve.bind(alarms),
    unshelve: alarms.unshelve.bind(alarms),
    testRoute: routes.test.bind(routes),
    add: campaign.own.add.bind(campaign.own),
    edit: campaign.own.edit.bind(campaign.own),
    approve: campaign.approvals.approve.bind(campaign.approvals),
    reject: campaign.approvals.reject.bind(campaign.approvals),
    hold: campaign.approvals.hold.bind(campaign.approvals),
    move: campaign.approvals.move.bind(campaign.approvals),
    refill: campaign.refill.bind(campaign),
    lock: locks.lock.bind(locks),
    unlock: locks.unlock.bind(locks),
    breakLock: locks.breakLock.bind(locks),
  };
}
