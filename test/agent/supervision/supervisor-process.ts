/** A supervisor as a process of its own, for tests that kill it: `supervisor-process.ts <broker url> <base>`. */
import { Supervisor } from '../../../agent/supervision/supervisor.js';
import { bridgeWill } from '../../../agent/supervision/contract/topics.js';
import { SystemClock } from '../../../core/clock.js';
import { MqttBus } from '../../../drivers/transports/mqtt-bus.js';
import { credentials } from '../../drivers/mqtt-station/lab.js';
import { DEAF_DESK } from './deaf-desk.js';

const [url, base] = process.argv.slice(2) as [string, string];
const login = { username: 'agent', password: credentials.agent };
const nothing = (): void => undefined;

await new Supervisor({
  bus: new MqttBus({ url, clientId: 'supervisor', ...login, will: bridgeWill(base) }),
  base,
  holder: { agent: 'a1', host: 'lab-pc', pid: 1, data: '/data', since: '2026-01-01T00:00:00.000Z' },
  clock: new SystemClock(),
  desk: DEAF_DESK,
  people: {},
  onTrouble: nothing,
}).start();
