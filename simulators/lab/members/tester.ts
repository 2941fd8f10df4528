/** The cycling tester, with cells in its channels, one chamber around them, and the errors of each channel. */
import { join, resolve } from 'node:path';
import type { Rng } from '../../../core/rng.js';
import { startCycler } from '../../cycler/cycler.js';
import type { MakeRun } from '../../cycler/protocol-run.js';
import { Chamber } from '../../faults/chamber.js';
import { Cell } from '../../world/cell/cell.js';
import type { RoomCell } from '../../world/cell/cell-spec.js';
import { worldSynergy } from '../../world/film/synergy.js';
import {
  drawChannelErrors,
  measuredRow,
  type ChannelErrors,
} from '../../world/measurement/measurement-errors.js';
import { ProtocolRun } from '../../world/protocol/protocol-engine.js';
import { CellRun } from './cell-run.js';
import type { MemberParts, OpenMember } from './member-parts.js';

/** Of the simulated tester's current range, A: twice the largest current of a coin cell at 3 C. */
const RANGE_A = 0.03;
const HOUR_S = 3600;

export async function open(parts: MemberParts): Promise<OpenMember> {
  const { spec, room, clock, link, rng, wire, originMs, onNotice } = parts;
  const errors = Array.from({ length: spec.channels }, (_, k) =>
    drawChannelErrors(rng.split(`channel/${k + 1}`), RANGE_A),
  );
  const perDay = spec.faults['temperature-excursion'];
  const chamber = new Chamber({ rng: rng.split('chamber'), perDay, originMs });
  const cycler = await startCycler({
    room,
    clock,
    link,
    rng,
    channels: spec.channels,
    ...(process.platform === 'win32' ? {} : { ttyPath: resolve(spec.dataFolder, 'tester.tty') }),
    tcpFallbackPort: spec.ports.tester ?? 0,
    memoryFolder: join(spec.dataFolder, 'tester-memory'),
    makeRun: runsOf(parts, errors, chamber),
    measure: (channel, row, noise) => measuredRow(row, errors[channel - 1]!, noise),
    channelFaultsPerYear: spec.faults['channel-fault'],
    wire,
    onNotice,
  });
  return {
    endpoint: cycler.path,
    inject: (injection) => {
      if (injection.fault === 'temperature-excursion')
        chamber.strike(injection.deltaK, injection.durationH, clock.now());
      else if (injection.fault === 'channel-fault')
        cycler.strike(injection.channel, injection.misreading, HOUR_S * injection.durationH);
    },
    close: () => cycler.close(),
  };
}

function runsOf({ spec, clock }: MemberParts, errors: readonly ChannelErrors[], chamber: Chamber): MakeRun {
  const synergy = worldSynergy(spec.world);
  return (roomCell, protocol, seed) => {
    const cell = new Cell(roomCell.spec, roomCell.state, synergy);
    const engine = new ProtocolRun(cell, protocol, chamberError(roomCell, errors));
    return new CellRun({ cell, engine, chamber, startedMs: clock.now(), seed });
  };
}

function chamberError({ place }: RoomCell, errors: readonly ChannelErrors[]): number {
  return errors[Number(place.slice('channel/'.length)) - 1]?.chamberErrorK ?? 0;
}
