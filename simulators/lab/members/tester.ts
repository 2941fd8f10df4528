/** The cycling tester, with cells in its channels and the errors of each channel. */
import { join, resolve } from 'node:path';
import { startCycler } from '../../cycler/cycler.js';
import { Cell } from '../../world/cell/cell.js';
import type { RoomCell } from '../../world/cell/cell-spec.js';
import { drawChannelErrors, measuredRow } from '../../world/measurement/measurement-errors.js';
import { ProtocolRun } from '../../world/protocol/protocol-engine.js';
import { worldSynergy } from '../../world/film/synergy.js';
import type { MemberParts, OpenMember } from './member-parts.js';

/** Of the simulated tester's current range, A: twice the largest current of a coin cell at 3 C. */
const RANGE_A = 0.03;

export async function open({ spec, room, clock, link, rng, onNotice }: MemberParts): Promise<OpenMember> {
  const errors = Array.from({ length: spec.channels }, (_, k) =>
    drawChannelErrors(rng.split(`channel/${k + 1}`), RANGE_A),
  );
  const noise = rng.split('noise');
  const synergy = worldSynergy(spec.world);
  const port = await startCycler({
    room,
    clock,
    link,
    rng,
    channels: spec.channels,
    ...(process.platform === 'win32' ? {} : { ttyPath: resolve(spec.dataFolder, 'tester.tty') }),
    tcpFallbackPort: spec.ports.tester ?? 0,
    memoryFolder: join(spec.dataFolder, 'tester-memory'),
    makeRun: (cell, protocol) => {
      const body = new Cell(cell.spec, cell.state, synergy);
      const run = new ProtocolRun(body, protocol, chamberError(cell, errors));
      return {
        advanceTo: (testTimeS) => {
          run.advanceTo(testTimeS);
        },
        rows: run.rows,
        get state() {
          return run.state === 'aborted' ? 'failed' : run.state;
        },
        get fault() {
          return run.fault;
        },
        cell: body,
        expectedTimeS: run.totalTimeS,
      };
    },
    measure: (channel, row) => measuredRow(row, errors[channel - 1]!, noise),
    faults: { channelFaultProbability: spec.faults.channelFault },
    onNotice,
  });
  return { endpoint: port.path, close: () => port.close() };
}

function chamberError({ place }: RoomCell, errors: readonly { readonly chamberErrorK: number }[]): number {
  return errors[Number(place.slice('channel/'.length)) - 1]?.chamberErrorK ?? 0;
}
