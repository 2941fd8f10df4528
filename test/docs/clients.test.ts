import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

const docs = join(import.meta.dirname, '../../docs');

it('the Python client that the page on MQTT shows is the one that is run, and short', () => {
  const client = readFileSync(join(docs, 'clients/supervise.py'), 'utf8');
  const shown = /```python\n([^]*?)```/.exec(readFileSync(join(docs, 'mqtt.md'), 'utf8'))?.[1];
  expect(shown).toBe(client);
  expect(client.trimEnd().split('\n').length).toBeLessThan(60);
});
