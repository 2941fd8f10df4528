/** The cycling tester: cells in its channels, chambers around them, and the errors of each. */
import { join, resolve } from 'node:path';
import { seededRng, type Rng } from '../../../core/rng.js';
import { startCycler } from '../../cycler/cycler.js';
import type { MakeRun, Measure } from '../../cycler/protocol-run.js';
import { Excursions } from '../../faults/excursions.js';
import { Cell } from '../../world/cell/cell.js';
import { worldSynergy } from '../../world/film/synergy.js';
import { chamberOf, chamberSince, drawChamberError } from '../../world/measurement/chamber-errors.js';
import { drawChannelErrors, isLost, measuredRow } from '../../world/measurement/channel-errors.js';
import { ProtocolRun } from '../../world/protocol/protocol-engine.js';
import type { Chamber } from '../../world/protocol/thermostat.js';
import { CellRun } from './cell-run.js';
import type { MemberParts, OpenMember } from './member-parts.js';

/** Of the simulated tester's current range, A: twice the largest current of a coin cell at 3 C. */
const RANGE_A = 0.03;
const HOUR_S = 3600;

export async function open(parts: MemberParts): Promise<OpenMember> {
  const { spec, room, clock, link, rng, wire, onNotice } = parts;
  const excursions = excursionsOf(parts);
  const cycler = await startCycler({
    room,
    clock,
    link,
    rng,
    channels: spec.channels,
    ...(process.platform === 'win32' ? {} : { ttyPath: resolve(spec.dataFolder, 'tester.tty') }),
    tcpFallbackPort: spec.ports.tester ?? 0,
    memoryFolder: join(spec.dataFolder, 'tester-memory'),
    makeRun: runsIn(spec.world, rng, excursions),
    measure: measuredBy(rng),
    channelFaultsPerYear: spec.faults['channel-fault'],
    wire,
    onNotice,
  });
  return {
    endpoint: cycler.path,
    inject: (injection) => {
      if (injection.fault === 'temperature-excursion') {
        const { deltaK, durationH } = injection;
        for (const each of excursions) each.strike(deltaK, durationH, clock.now());
      } else if (injection.fault === 'channel-fault') {
        cycler.strike(injection.channel, injection.misreading, HOUR_S * injection.durationH);
      }
    },
    close: () => cycler.close(),
  };
}

/** Of every chamber, in their order. */
function excursionsOf({ spec, rng, originMs }: MemberParts): Excursions[] {
  const perDay = spec.faults['temperature-excursion'];
  return Array.from(
    { length: chamberOf(spec.channels) },
    (_, k) => new Excursions({ rng: rng.split(`excursions/${k + 1}`), perDay, originMs }),
  );
}

const NEVER = new Excursions({ rng: seededRng('never'), perDay: 0, originMs: 0 });

/** Cells of this world in the chambers of the tester. @param excursions of each chamber; without, they stay where set */
export function runsIn(world: string, rng: Rng, excursions: readonly Excursions[] = []): MakeRun {
  const synergy = worldSynergy(world);
  return ({ spec, state, place }, protocol, startedMs) => {
    const number = chamberOf(Number(place.slice('channel/'.length)));
    const error = drawChamberError(rng.split(`chamber/${number}`));
    const own = excursions[number - 1] ?? NEVER;
    const chamber: Chamber = {
      ...chamberSince(error, startedMs / 1000),
      deviationK: (timeS) => own.deviationK(startedMs + 1000 * timeS),
    };
    return new CellRun(new ProtocolRun(new Cell(spec, state, synergy), protocol, chamber), own, startedMs);
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
