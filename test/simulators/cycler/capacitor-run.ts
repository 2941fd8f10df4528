/** A protocol carried out on a cell that is a plain capacitor: every step has a closed solution. */
import type { Protocol, Step, Termination } from '../../../drivers/protocol.js';
import type { ProtocolRun } from '../../../simulators/cycler/protocol-run.js';
import type { CellState, RoomCell } from '../../../simulators/world/cell/cell-spec.js';

const CAPACITANCE_F = 100;
const TEMPERATURE_K = 298.15;

export class CapacitorRun implements ProtocolRun {
  readonly expectedTimeS: number;
  state: 'running' | 'completed' | 'failed' = 'running';
  private readonly plan: number[][] = [];
  private readonly due: number[][] = [];
  private voltageV: number;
  private timeS = 0;
  private taken: readonly number[] | undefined;
  testTimeS = 0;
  private cycle = 0;

  constructor(
    cell: RoomCell,
    private readonly protocol: Protocol,
  ) {
    this.voltageV = Number(cell.state?.['voltageV'] ?? 3);
    this.lay(protocol.steps);
    this.expectedTimeS = this.timeS;
  }

  readonly cell = {
    snapshot: (): CellState => ({ voltageV: this.taken?.[3] ?? this.voltageV }),
  };

  advanceTo(testTimeS: number): void {
    const ahead = this.plan.findIndex(([timeS]) => timeS! > testTimeS);
    const fresh = this.plan.splice(0, ahead < 0 ? this.plan.length : ahead);
    this.due.push(...fresh);
    this.taken = fresh.at(-1) ?? this.taken;
    this.testTimeS = this.taken?.[0] ?? 0;
    if (this.plan.length === 0) this.state = 'completed';
  }

  takeRows(): readonly (readonly number[])[] {
    return this.due.splice(0);
  }

  private lay(steps: readonly Step[]): void {
    steps.forEach((step, index) => {
      if (step.kind !== 'loop') this.layStep(step, index + 1);
      else
        for (let pass = 0; pass < step.times; pass++) {
          this.cycle++;
          this.lay(step.steps);
        }
    });
  }

  private layStep(step: Exclude<Step, { kind: 'loop' }>, number: number): void {
    const currentA = step.kind === 'constant-current' ? step.currentA : 0;
    const startV = step.kind === 'constant-voltage' ? step.voltageV : this.voltageV;
    const durationS = this.duration(step, startV);
    for (let t = 0; t < durationS; t += this.protocol.record.everyS)
      this.record(t, number, startV + (currentA * t) / CAPACITANCE_F, currentA);
    this.timeS += durationS;
    this.voltageV = startV + (currentA * durationS) / CAPACITANCE_F;
    this.record(0, number, this.voltageV, currentA);
  }

  private record(t: number, step: number, voltageV: number, currentA: number): void {
    this.plan.push([this.timeS + t, step, this.cycle, voltageV, currentA, TEMPERATURE_K]);
  }

  private duration(step: Exclude<Step, { kind: 'loop' }>, startV: number): number {
    if (step.kind === 'rest') return step.durationS;
    if (step.kind === 'temperature') return 0;
    const currentA = step.kind === 'constant-current' ? step.currentA : 0;
    if (step.kind === 'pulse' || step.kind === 'impedance') return 10;
    return Math.min(...step.until.map((end) => timeTo(end, startV, currentA)));
  }
}

function timeTo({ quantity, value }: Termination, startV: number, currentA: number): number {
  if (quantity === 'time') return value;
  if (currentA === 0) return 0;
  const chargeC = quantity === 'voltage' ? (value - startV) * CAPACITANCE_F : value;
  return Math.max(0, quantity === 'voltage' ? chargeC / currentA : chargeC / Math.abs(currentA));
}
