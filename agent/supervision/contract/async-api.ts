/** The contract as an AsyncAPI 3.0 document (asyncapi.com/docs/reference/specification/v3.0.0), for people and generators. */
import { z } from 'zod';
import { TOPICS, type TopicRule } from './topics.js';

/** What stands for one level of a topic. */
const PARAMETERS: Readonly<Record<string, string>> = {
  instrument: 'name of an instrument in the lab file',
  target: 'name of an instrument, or lab for all of them',
  proposal: 'id of the proposal',
  prompt: 'id of the question',
  alarm: 'id of the alarm',
  kind: 'kind of the event, such as experiment.started',
  verb: 'what was asked for',
  login: 'login at the broker of whoever asks: nobody else may publish there',
};

/** Of the contract: the first number changes when what was right before is not any more. */
const VERSION = '1.0.0';

/** @param base topic below which the agent speaks */
export function asyncApi(base: string): Readonly<Record<string, unknown>> {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Interphase',
      version: VERSION,
      description:
        'What an Interphase agent says over MQTT and what it can be asked. All messages are QoS 1, JSON, UTF-8.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    channels: each((rule) => channel(base, rule)),
    operations: each(operation),
    components: { messages: each(message) },
  };
}

function each(part: (rule: TopicRule) => unknown): Record<string, unknown> {
  return Object.fromEntries(TOPICS.map((rule) => [rule.name, part(rule)]));
}

function channel(base: string, { name, address, summary }: TopicRule): unknown {
  const levels = [...address.matchAll(/\{(\w+)\}/g)].map(([, level = '']) => level);
  const parameters = levels.map((level) => [level, { description: PARAMETERS[level] ?? level }]);
  return {
    address: `${base}/${address}`,
    summary,
    ...(levels.length > 0 && { parameters: Object.fromEntries(parameters) as unknown }),
    messages: { [name]: { $ref: `#/components/messages/${name}` } },
  };
}

/** `send` and `receive` are the agent's. */
function operation({ name, retained, by, summary }: TopicRule): unknown {
  return {
    action: by === 'agent' ? 'send' : 'receive',
    channel: { $ref: `#/channels/${name}` },
    summary,
    bindings: { mqtt: { qos: 1, retain: retained, bindingVersion: '0.2.0' } },
    ...(by === 'people' && { reply: { channel: { $ref: '#/channels/response' } } }),
  };
}

/** AsyncAPI's schema object is a superset of JSON Schema draft 7. A request is described as it may be written. */
function message({ name, schema, by, summary }: TopicRule): unknown {
  const io = by === 'people' ? 'input' : 'output';
  const { $schema: _, ...payload } = z.toJSONSchema(schema, { target: 'draft-7', io });
  return { name, summary, contentType: 'application/json', payload };
}
