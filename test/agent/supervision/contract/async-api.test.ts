import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { asyncApi } from '../../../../agent/supervision/contract/async-api.js';
import { filterOf, TOPICS } from '../../../../agent/supervision/contract/topics.js';
import { ruleOf } from '../../../../agent/supervision/contract/rule-of.js';
import { brokerRights } from '../../../../config/broker/rights.js';
import { parseLab } from '../../../../config/load.js';
import { matchesFilter } from '../../../../drivers/transports/mqtt-topic.js';
import { LAB_FILE, labText } from '../../../config/example-files.js';

interface Document {
  readonly channels: Readonly<Record<string, { address: string }>>;
  readonly operations: Readonly<Record<string, { action: string }>>;
  readonly components: { readonly messages: Readonly<Record<string, { payload: object }>> };
}

const document = asyncApi('interphase') as unknown as Document;

describe('the AsyncAPI document', () => {
  it('keeps to the schema of AsyncAPI 3.0', () => {
    const path = createRequire(import.meta.url).resolve('@asyncapi/specs/schemas/3.0.0.json');
    const ajv = new Ajv({ strict: false, validateFormats: false, meta: false, validateSchema: false });
    const validate = ajv.compile(JSON.parse(readFileSync(path, 'utf8')) as object);
    validate(document);
    expect(validate.errors).toBeNull();
  });

  it('is in docs/asyncapi.json as it is (npx tsx scripts/write-contract.ts)', () => {
    const kept = readFileSync(new URL('../../../../docs/asyncapi.json', import.meta.url), 'utf8');
    expect(kept).toBe(`${JSON.stringify(asyncApi('interphase'), null, 2)}\n`);
  });

  it('has payloads that a validator of JSON Schema tells from what is wrong', () => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const { payload } = document.components.messages['answerRequest']!;
    const asks = { transaction: 't1', issued_at: '2026-01-01T00:00:00Z', prompt: 'q', option: 'leave' };
    expect(ajv.validate(payload, asks)).toBe(true);
    expect(ajv.validate(payload, { ...asks, prompt: 7 })).toBe(false);
    expect(ajv.validate(payload, { ...asks, transaction: undefined })).toBe(false);
  });
});

describe('a topic of the contract', () => {
  it.each(TOPICS.map((rule) => [rule.name, rule] as const))('%s is its own rule, and no other', (_, rule) => {
    expect(ruleOf(rule.address.replaceAll(/\{\w+\}/g, 'some-name'))).toBe(rule);
  });

  it.each(TOPICS.filter(({ by }) => by === 'agent').map((rule) => [rule.name, rule] as const))(
    '%s is published by the agent, and people may read it but not publish it',
    (_, rule) => {
      const lab = parseLab(labText, LAB_FILE);
      const { interphase, operator } = brokerRights(lab);
      const topic = `interphase/${filterOf(rule).replaceAll('+', 'operator')}`;
      const may = (filters: readonly string[]): boolean =>
        filters.some((filter) => matchesFilter(filter, topic));
      expect(may(interphase!.publish) && may(operator!.read)).toBe(true);
      expect(may(operator!.publish)).toBe(false);
    },
  );
});
