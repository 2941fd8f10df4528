/** How fast lab time may run so that neither the tester nor the agent falls behind it. */
import type { Protocol, Step } from '../../drivers/protocol.js';
import { Cell } from '../world/cell/cell.js';
import { NOMINAL } from '../world/cell/variation.js';
import { ProtocolRun } from '../world/protocol/protocol-engine.js';

/** Then the agent, which looks every 200 ms, is a quarter of an hour of lab time late at most. */
const FASTEST = 5000;
/** Of one core, for the physics of all channels together: the rest of it is for measuring, storing and the line. */
const SHARE = 0.25;
const TRIAL_MS = 100;
/** The best of them counts: the first runs code that is not yet compiled. */
const TRIALS = 4;
const STRIDE_S = 3600;

/**
 * Lab seconds per second for a lab of so many channels on this machine.
 * @param cpuMs time this process has worked, ms: what other programs take for a moment is no measure of the machine
 */
export function sustainableFactor(channels: number, cpuMs: () => number): number {
  const trials = Array.from({ length: TRIALS }, () => cellSecondsPerSecond(cpuMs));
  return Math.max(1, Math.floor(Math.min(FASTEST, (SHARE * Math.max(...trials)) / channels)));
}

/** How many seconds of cycling, of one cell, are worked out in a second. */
function cellSecondsPerSecond(cpuMs: () => number): number {
  const run = new ProtocolRun(new Cell(SPEC), LONG);
  const startedMs = cpuMs();
  for (let dueS = STRIDE_S; cpuMs() - startedMs < TRIAL_MS; dueS += STRIDE_S) run.advanceTo(dueS);
  return (1000 * run.testTimeS) / (cpuMs() - startedMs);
}

const SPEC = {
  id: 'trial',
  cellType: 'coin-2032-NMC811-graphite',
  formulation: { solvents: { EC: 0.3, EMC: 0.7 }, saltsMolPerL: { LiPF6: 1 }, additives: { VC: 0.02 } },
  electrolyteVolumeL: 70e-6,
  variation: NOMINAL,
  defects: {},
  seed: 'trial',
} as const;

/** Of the coin cell above, A. */
const ONE_C_A = 4.8e-3;
const CYCLE: readonly Step[] = [
  { kind: 'constant-current', currentA: ONE_C_A, until: [{ quantity: 'voltage', value: 4.2 }] },
  { kind: 'constant-voltage', voltageV: 4.2, until: [{ quantity: 'current', value: 0.05 * ONE_C_A }] },
  { kind: 'constant-current', currentA: -ONE_C_A, until: [{ quantity: 'voltage', value: 2.8 }] },
];
const LONG: Protocol = {
  steps: [{ kind: 'loop', times: 10_000, steps: CYCLE }],
  record: { everyS: 120, everyV: 0.01 },
  limits: { minVoltageV: 2, maxVoltageV: 4.6, maxCurrentA: 0.03, maxTemperatureK: 338.15 },
};
