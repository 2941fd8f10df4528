/** Which rule of the contract a topic falls under. */
import { matchesFilter } from '../../../drivers/transports/mqtt-topic.js';
import { filterOf, TOPICS, type TopicRule } from './topics.js';

/** @param topic below the base. `campaign/state` is the campaign's and no instrument's: plain levels go before names */
export function ruleOf(topic: string): TopicRule | undefined {
  const fitting = TOPICS.filter((rule) => matchesFilter(filterOf(rule), topic));
  return fitting.find(({ address }) => address === topic) ?? fitting[0];
}
