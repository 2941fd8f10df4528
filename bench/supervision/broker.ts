/** The embedded broker as a process of its own, as in a simulated lab: tells its address over IPC. */
import { loadLab } from '../../config/load.js';
import { brokerRights } from '../../config/broker/rights.js';
import { startBroker } from '../../simulators/broker/broker.js';

const [labFile = ''] = process.argv.slice(2);
const rights = brokerRights(await loadLab(labFile));
const credentials = Object.fromEntries(Object.keys(rights).map((login) => [login, login]));
const { url } = await startBroker({ port: 0, credentials, rights });
process.send?.({ url });
