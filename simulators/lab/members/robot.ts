/** The robot, with the chemistry that decides what dissolves and how cells differ. */
import { join } from 'node:path';
import { FaultChance } from '../../faults/fault-chance.js';
import type { OrderedFault } from '../../faults/injection.js';
import { HeldReadings } from '../../faults/held-readings.js';
import { SteppedClock } from '../../faults/stepped-clock.js';
import { openRelay } from '../../faults/wire-relay.js';
import { startRobot, type Robot } from '../../robot/robot.js';
import { lotLoading } from '../../world/cell/coating-lot.js';
import { solubility } from '../../world/electrolyte/solubility.js';
import { drawVariation } from '../../world/cell/variation.js';
import type { MemberParts, OpenMember } from './member-parts.js';

/** The server listens behind a relay, which is where its link can fail. */
export async function open(parts: MemberParts): Promise<OpenMember> {
  const { spec, link, wire } = parts;
  const { host } = spec;
  /** Known when the server listens. */
  const server: { target?: { host: string; port: number } } = {};
  const target = () => server.target;
  const relay = await openRelay({ host, port: spec.ports.robot ?? 0, wire, target, instrument: 'target' });
  const clock = new SteppedClock(parts.clock, link);
  const faults = new FaultChance(spec.faults);
  const held = new HeldReadings(parts.clock);
  const endpoint = `opc.tcp://${host}:${relay.port}`;
  const robot = await start({ ...parts, clock }, { faults, held, advertised: endpoint });
  server.target = { host, port: Number(new URL(robot.endpoint).port) };
  return {
    endpoint,
    inject: (injection) => {
      if (injection.fault === 'clock-step') clock.step(1000 * injection.stepS, 1000 * injection.durationS);
      else if (injection.fault === 'frozen-reading') held.freeze(3600 * injection.durationH);
      else if ('count' in injection) faults.order(injection.fault as OrderedFault, injection.count);
    },
    close: async () => {
      await relay.close();
      await robot.close();
    },
  };
}

function start(
  { spec, room, clock, rng, onNotice }: MemberParts,
  own: { readonly faults: FaultChance; readonly held: HeldReadings; readonly advertised: string },
): Promise<Robot> {
  return startRobot({
    ...own,
    room,
    clock,
    rng,
    host: spec.host,
    port: 0,
    pkiFolder: join(spec.dataFolder, 'certificates', 'robot'),
    user: spec.robot.user,
    password: spec.robot.password,
    unsecured: spec.robot.security === 'None',
    solubility,
    variation: (own, lot) => {
      const cell = drawVariation(own, spec.variationScale);
      const { qn, qp } = lotLoading(lot, rng, spec.variationScale);
      return { ...cell, qn: cell.qn * qn, qp: cell.qp * qp };
    },
    onTrouble: (error) => {
      onNotice(String(error));
    },
  });
}
