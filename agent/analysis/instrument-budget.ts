/**
 * Type B uncertainties (JCGM 100:2008, 4.3): what is known about the instruments beforehand, each as one standard
 * deviation. Gains are constant for one channel and direction, so they cancel in a ratio of two discharges and do not
 * in a ratio of discharge to charge.
 */
export interface InstrumentBudget {
  /** Random part of one voltage reading, quantisation included, V. */
  readonly voltageNoiseSdV: number;
  /** Constant part of a channel's voltage, V. */
  readonly voltageOffsetSdV: number;
  /** Relative errors of the current, by direction, 1. */
  readonly chargeGainSd: number;
  readonly dischargeGainSd: number;
  /** Slow change of offset (V) and of each gain (relative) from one cycle to a distant one. */
  readonly voltageDriftSdV: number;
  readonly gainDriftSd: number;
  /** Constant part of a channel's current, A. */
  readonly currentOffsetSdA: number;
  /** Random part of one current reading, quantisation included, A. */
  readonly currentNoiseSdA: number;
  /** Of one time stamp, s. */
  readonly timeSdS: number;
  /** Relative error common to all points of an impedance sweep, 1. */
  readonly impedanceGainSd: number;
  /** Relative error of each point's modulus, 1. */
  readonly impedanceNoiseSd: number;
  /** Error of each point's phase, rad; below `impedanceSlowBelowHz` it is the slow one. */
  readonly impedancePhaseSdRad: number;
  readonly impedanceSlowPhaseSdRad: number;
  readonly impedanceSlowBelowHz: number;
  /** Error of each point's real and imaginary part that is there however small the impedance, Ohm. */
  readonly impedanceFloorSdOhm: number;
}

/**
 * An ordinary laboratory cycler with a 30 mA range and an ordinary impedance analyser: offset 0.3 mV, noise 0.1 mV rms
 * quantised to 0.1 mV, gain 0.02 %, current offset 0.01 % of range, noise 3 ppm of range quantised to 19 bits; voltage
 * and gains wander by 0.1 mV and 60 ppm (amplitudes) over weeks; impedance 0.4 % and 0.3 %, 6 mrad (12 mrad below
 * 0.1 Hz, where the cell drifts while it is measured), 15 mOhm.
 */
export const ORDINARY_INSTRUMENTS: InstrumentBudget = {
  voltageNoiseSdV: Math.hypot(1e-4, 1e-4 / Math.sqrt(12)),
  voltageOffsetSdV: 3e-4,
  chargeGainSd: 2e-4,
  dischargeGainSd: 2e-4,
  voltageDriftSdV: 1e-4 / Math.SQRT2,
  gainDriftSd: 6e-5 / Math.SQRT2,
  currentOffsetSdA: 3e-6,
  currentNoiseSdA: Math.hypot(9e-8, 0.06 / 2 ** 19 / Math.sqrt(12)),
  timeSdS: 0.1,
  impedanceGainSd: 4e-3,
  impedanceNoiseSd: 3e-3,
  impedancePhaseSdRad: 6e-3,
  impedanceSlowPhaseSdRad: 12e-3,
  impedanceSlowBelowHz: 0.1,
  impedanceFloorSdOhm: 0.015,
};
