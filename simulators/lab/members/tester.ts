/** The cycling tester: cells in its channels, chambers around them, and the errors of each. */
import { join, resolve } from 'node:path';
import type { Rng } from '../../../core/rng.js';
import { startCycler } from '../../cycler/cycler.js';
import type { MakeRun, Measure } from '../../cycler/protocol-run.js';
import { Cell } from '../../world/cell/cell.js';
import { worldSynergy } from '../../world/film/synergy.js';
import { chamberOf, chamberSince, drawChamberError } from '../../world/measurement/chamber-errors.js';
import { drawChannelErrors, isLost, measuredRow } from '../../world/measurement/channel-errors.js';
import { ProtocolRun } from '../../world/protocol/protocol-engine.js';
import type { MemberParts, OpenMember } from './member-parts.js';

/** Of the simulated tester's current range, A: twice the largest current of a coin cell at 3 C. */
const RANGE_A = 0.03;

export async function open({ spec, room, clock, link, rng, onNotice }: MemberParts): Promise<OpenMember> {
  const port = await startCycler({
    room,
    clock,
    link,
    rng,
    channels: spec.channels,
    ...(process.platform === 'win32' ? {} : { ttyPath: resolve(spec.dataFolder, 'tester.tty') }),
    tcpFallbackPort: spec.ports.tester ?? 0,
    memoryFolder: join(spec.dataFolder, 'tester-memory'),
    makeRun: runsIn(spec.world, rng),
    measure: measuredBy(rng),
    faults: { channelFaultProbability: spec.faults.channelFault },
    onNotice,
  });
  return { endpoint: port.path, close: () => port.close() };
}

/** Cells of this world in the chambers of the tester. */
export function runsIn(world: string, rng: Rng): MakeRun {
  const synergy = worldSynergy(world);
  return ({ spec, state, place }, protocol, startedMs) => {
    const channel = Number(place.slice('channel/'.length));
    const error = drawChamberError(rng.split(`chamber/${chamberOf(channel)}`));
    const chamber = chamberSince(error, startedMs / 1000);
    return new ProtocolRun(new Cell(spec, state, synergy), protocol, chamber);
  };
}

/** What a channel makes of the truth. Channel and job name every stream: no other channel or job can change it. */
export function measuredBy(rng: Rng): Measure {
  return ({ jobId, channel, startedMs }) => {
    const own = rng.split(`channel/${channel}`);
    const errors = drawChannelErrors(own, RANGE_A);
    const noise = own.split(`noise/${jobId}`);
    const losses = own.split(`losses/${jobId}`);
    return (row) => {
      const measured = measuredRow(row, errors, noise, startedMs / 1000 + row[0]!);
      return isLost(losses) ? undefined : measured;
    };
  };
}
