/**
 * Worse than a death of the agent: another while it recovers from one (RECOVERY_KILLS), and agent and lab at once, as
 * when the power is cut (POWER_CUTS).
 */
import { describeDeaths } from './kills.js';

describeDeaths({
  what: 'kills of the agent as it recovers',
  count: Number(process.env['RECOVERY_KILLS'] ?? 1),
  during: 'recovery',
  withLab: false,
});

describeDeaths({
  what: 'cuts of the power of agent and lab',
  count: Number(process.env['POWER_CUTS'] ?? 1),
  during: 'work',
  withLab: true,
});
