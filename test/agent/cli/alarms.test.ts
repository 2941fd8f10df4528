import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WebServer } from '../alarms/messages/listeners.js';
import { interphase } from './command-line.js';

const SIMULATED = fileURLToPath(new URL('../../../config/labs/simulated.yaml', import.meta.url));
const PLANTED = 'pl4nted-s3cret';

describe('interphase alarms test', () => {
  let folder: string;
  let web: WebServer;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'alarms-'));
    web = await WebServer.start();
  });
  afterEach(async () => {
    await web.close();
    rmSync(folder, { recursive: true });
  });

  const labWith = (routes: string): string => {
    const path = join(folder, 'lab.yaml');
    writeFileSync(path, readFileSync(SIMULATED, 'utf8').replace('routes: {}', `routes: ${routes}`));
    return path;
  };

  it('sends a message over each route, says what came back, and tells no secret', async () => {
    writeFileSync(join(folder, 'hook'), `${web.url}/${PLANTED}`);
    writeFileSync(join(folder, 'lost'), `http://127.0.0.1:1/${PLANTED}`);
    const lab = labWith('{ hook: { kind: webhook, urlFile: hook }, lost: { kind: webhook, urlFile: lost } }');
    const { code, stdout, stderr } = await interphase('alarms', 'test', '--config', lab);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^hook: taken \(HTTP 200\)\nlost: NOT TAKEN \(.+\)\n$/);
    expect(stdout + stderr).not.toContain(PLANTED);
    expect(JSON.parse(web.requests[0]!.body)).toMatchObject({
      title: 'Simulated lab: test message',
      count: 0,
    });
  });

  it('ends with 1 when there is no route, and says where to name one', async () => {
    const { code, stderr } = await interphase('alarms', 'test', '--lab', labWith('{}'));
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/add one to alarms.routes/) });
  });
});
