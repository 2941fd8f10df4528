/** The robot, with the chemistry that decides what dissolves and how cells differ. */
import { join } from 'node:path';
import { startRobot } from '../../robot/robot.js';
import { lotLoading } from '../../world/cell/coating-lot.js';
import { solubility } from '../../world/electrolyte/solubility.js';
import { drawVariation } from '../../world/cell/variation.js';
import type { MemberParts, OpenMember } from './member-parts.js';

export function open({ spec, room, clock, rng, onNotice }: MemberParts): Promise<OpenMember> {
  return startRobot({
    room,
    clock,
    rng,
    host: spec.host,
    port: spec.ports.robot ?? 0,
    pkiFolder: join(spec.dataFolder, 'certificates', 'robot'),
    user: spec.robot.user,
    password: spec.robot.password,
    unsecured: spec.robot.security === 'None',
    faults: spec.faults,
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
