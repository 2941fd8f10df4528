import { expect, it } from '@jest/globals';
import { ruleOf } from '../../../agent/supervision/contract/rule-of.js';
import { discovery } from '../../../agent/supervision/home-assistant.js';

interface Component {
  readonly platform: string;
  readonly unique_id: string;
  readonly state_topic: string;
  readonly expire_after?: number;
}

it('Home Assistant is told of the lab, with topics of the contract only and an end to numbers that grow old', () => {
  const lab = { name: 'Cave', base: 'site/lab 1', prefix: 'homeassistant', instruments: ['robot', 'cycler'] };
  const { topic, text } = discovery(lab);
  expect(topic).toBe('homeassistant/device/site-lab-1/config');
  const said = JSON.parse(text) as {
    readonly origin: object;
    readonly availability: readonly { topic: string }[];
    readonly components: Readonly<Record<string, Component>>;
  };
  expect(said.origin).toEqual({ name: 'interphase' });
  expect(said.availability[0]!.topic).toBe('site/lab 1/bridge/state');
  const components = Object.values(said.components);
  expect(Object.keys(said.components)).toEqual(['campaign', 'experiments', 'alarms', 'robot', 'cycler']);
  expect(new Set(components.map((component) => component.unique_id)).size).toBe(5);
  for (const { state_topic } of components)
    expect(ruleOf(state_topic.slice('site/lab 1/'.length))).toBeDefined();
  const beating = components.filter(({ state_topic }) => state_topic.endsWith('/health'));
  for (const { expire_after } of beating) expect(expire_after).toBeGreaterThan(6);
});
