/**
 * One cell: a single-particle model of both electrodes with a lumped electrolyte, and what runs beside: a growing film
 * on graphite, plating, oxidation at the cathode, loss of active material. Current is positive on charge throughout.
 */
import { SHUTTLE_SHARE } from './cathode-wear.js';
import { cellBody, renew, setTemperature, type CellBody } from './cell-body.js';
import { copyCore, type CellCore } from './cell-core.js';
import type { CellSpec, CellState } from './cell-spec.js';
import { advance } from './cell-step.js';
import { electrodeLoad, electrodeVoltage } from './cell-voltage.js';
import { FARADAY } from '../numerics/constants.js';
import { coatingM3 } from './geometry.js';
import { FULL_MODE } from './full-mode.js';
import { soak } from './wetting.js';
import { worldSynergy } from '../film/synergy.js';

/** A shorted cell leaks from the moment its stack is pressed until anyone can measure it. */
const ASSEMBLY_S = 60;

/** Side reactions that fade are foreseen a little too large; less than all keeps the voltage from jumping ahead. */
const FORESEEN_SHARE = 0.9;

export class Cell {
  private readonly inner: CellBody;
  /** What side reactions took in the last step, A: the best guess for the next. */
  private sideA = 0;

  /**
   * @param state as `snapshot` gave it; without one the cell is as assembled, at 25 Cel
   * @param pairEffects of the world the cell lives in
   * @param mode the product's chemistry unless told otherwise
   * @throws {RangeError} the formulation names an ingredient this world does not know
   * @throws {TypeError} `state` is not one of this cell model
   */
  constructor(
    readonly spec: CellSpec,
    state?: CellState,
    private readonly pairEffects = worldSynergy(),
    private readonly mode = FULL_MODE,
  ) {
    this.inner = cellBody(spec, state, pairEffects, mode);
    if (!state && spec.defects.shortOhm !== undefined) this.step(0, ASSEMBLY_S);
  }

  /** A copy of the whole state. A cell made from it goes on exactly as this one does after its next `refresh`. */
  snapshot(): CellState {
    return copyCore(this.inner.core);
  }

  /** Another cell of the same build and history, with `changes` to its state. */
  copyWith(changes: Partial<CellCore>): Cell {
    return new Cell(this.spec, { ...this.snapshot(), ...changes }, this.pairEffects, this.mode);
  }

  /** State and derived quantities, to look at. */
  get body(): Readonly<CellBody> {
    return this.inner;
  }

  get state(): Readonly<CellCore> {
    return this.inner.core;
  }

  /** Charge that one C moves in an hour, A s. */
  get nominalCapacityC(): number {
    return this.inner.design.nominalCapacityC;
  }

  /** What one C is for this type of cell, A. */
  get nominalCurrentA(): number {
    return this.nominalCapacityC / 3600;
  }

  get temperatureK(): number {
    return this.inner.core.temperatureK;
  }

  /** Takes effect at once: a coin cell follows its chamber within minutes. @throws {RangeError} not in 200 to 400 K */
  setTemperature(temperatureK: number): void {
    if (!(temperatureK >= 200 && temperatureK <= 400)) {
      throw new RangeError(`cell ${this.spec.id}: temperature ${temperatureK} K, expected 200 to 400 K`);
    }
    setTemperature(this.inner, temperatureK);
  }

  /** Between the terminals with nothing connected, V; an internal short pulls it down. */
  get openCircuitVoltageV(): number {
    return this.endVoltage(0, 0);
  }

  /**
   * Voltage between the terminals after a current has run for `durationS`, side reactions left out; changes nothing.
   * @param currentA mean over that time
   * @param endA at its end, when the current changes meanwhile
   */
  endVoltage(currentA: number, durationS: number, endA = currentA): number {
    const load = electrodeLoad(this.inner, { meanA: currentA, endA, durationS });
    return electrodeVoltage(this.inner, load);
  }

  /**
   * The same with side reactions going on as in the last step: near to what the step will bring even where a young film
   * takes most of the current.
   */
  foreseenVoltage(currentA: number, durationS: number, endA = currentA): number {
    const { sideA } = this;
    const load = electrodeLoad(this.inner, { meanA: currentA, endA, durationS, sideA });
    return electrodeVoltage(this.inner, load);
  }

  /** Lets a current run for `durationS`; arguments as of `endVoltage`. */
  step(currentA: number, durationS: number, endA = currentA): void {
    const { core } = this.inner;
    // The lattices have no way to even out between wet and newly wetted regions while a current drives both.
    if (currentA === 0 || this.turns(currentA)) soak(this.inner);
    const takenC = advance(this.inner, electrodeLoad(this.inner, { meanA: currentA, endA, durationS }));
    this.sideA = durationS > 0 ? (FORESEEN_SHARE * takenC) / durationS : 0;
    if (currentA < 0) core.dischargedC -= currentA * durationS;
    if (currentA <= 0) return;
    // Graphite's wear falls due when the next charge begins: only then is it known how deep the discharge went.
    if (core.dischargedC > 0) this.wearGraphite();
    core.peakChargeA = Math.max(core.peakChargeA, currentA);
  }

  /** True for the first current of a charge or a discharge. */
  private turns(currentA: number): boolean {
    const { dischargedC, peakChargeA } = this.inner.core;
    return currentA > 0 ? dischargedC > 0 || peakChargeA === 0 : dischargedC === 0;
  }

  /**
   * Loses active graphite for one discharge.
   * @param chargeRatePerH of the charge before, and `depth` of the discharge, over the nominal capacity; as seen by
   *   `step` unless given
   */
  wearGraphite(
    chargeRatePerH = this.inner.core.peakChargeA / this.nominalCurrentA,
    depth = this.inner.core.dischargedC / this.nominalCapacityC,
  ): void {
    const { core } = this.inner;
    const lost = this.inner.mode.graphiteWear(this.inner, chargeRatePerH, depth);
    core.graphiteFraction *= Math.max(0, 1 - lost);
    if (depth > 0.5) core.deepDischarges++;
    if (core.deepDischarges >= 2) core.formed = true;
    core.dischargedC = 0;
    core.peakChargeA = 0;
    this.refresh();
  }

  /** Renews what is derived from the state only now and then: film properties, areas, capacities. */
  refresh(): void {
    this.sideA = 0;
    renew(this.inner);
  }

  /** Metallic lithium on graphite, in contact and dead, A s. */
  get metalC(): number {
    const { core, design } = this.inner;
    return (core.platedMolPerM3 + core.deadMolPerM3) * coatingM3(design) * FARADAY;
  }

  /** All lithium of the cell, A s: constant through its life. */
  get lithiumC(): number {
    const { core } = this.inner;
    return (
      core.graphite * core.graphiteCapacityC +
      core.cathode * core.cathodeCapacityC +
      core.filmC +
      core.airC +
      this.metalC +
      core.trappedC -
      core.oxidisedC * (1 - SHUTTLE_SHARE)
    );
  }
}
