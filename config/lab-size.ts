/** A lab as the file has it, with another number of channels. */
import { instrumentsOf, type LabConfig } from './lab.js';

/** The first cycling tester with `channels` channels; the lab itself when undefined. */
export function withChannels(lab: LabConfig, channels: number | undefined): LabConfig {
  const [name, tester] = instrumentsOf(lab, 'cycler')[0] ?? [];
  if (channels === undefined || name === undefined || tester?.driver !== 'scpi-cycler') return lab;
  return { ...lab, instruments: { ...lab.instruments, [name]: { ...tester, channels } } };
}
