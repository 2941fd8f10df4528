/** `kill -9` of the agent at work; how often is KILLS. The long form is `npm run test:reliability`. */
import { describeDeaths } from './kills.js';

describeDeaths({
  what: 'kills of the agent',
  count: Number(process.env['KILLS'] ?? 2),
  during: 'work',
  withLab: false,
});
