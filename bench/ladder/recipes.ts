/** Random recipes to hold the rungs of the ladder against: ordinary blends, some with PC, up to eight additives. */
import type { Rng } from '../../core/rng.js';
import type { Trial } from '../../drivers/source.js';

/** Highest dose of each, wt%. */
const LARGEST_DOSE = { VC: 4, FEC: 8, DTD: 2, PS: 2, PES: 2, MMDS: 1.5, LiPO2F2: 1.5, TMSPi: 1.5 };
const SHARE_WITH_EACH = 0.3;

/** Aged at 40 Cel and 1C/1C; formation of 2 cycles at 20 to 55 Cel, first charge C/33 to 1C. */
export function randomTrial(rng: Rng): Trial {
  return {
    formulation: {
      solvents: randomSolvents(rng.split('solvents')),
      saltsMolPerL: randomSalts(rng.split('salts')),
      additives: randomAdditives(rng.split('additives')),
    },
    electrolyteVolumeL: 70e-6,
    formation: {
      cRate: Math.exp(between(rng, Math.log(0.03), 0)),
      temperatureK: 273.15 + between(rng, 20, 55),
      cycles: 2,
    },
    cycling: { cRate: 1, temperatureK: 313.15 },
  };
}

function randomSolvents(rng: Rng): Record<string, number> {
  const EC = between(rng, 0.1, 0.5);
  const PC = rng.uniform() < 0.25 ? between(rng, 0, 0.3) : 0;
  const rest = 1 - EC - PC;
  const EMC = rest * rng.uniform();
  return { EC, ...(PC > 0 && { PC }), EMC, DMC: rest - EMC };
}

function randomSalts(rng: Rng): Record<string, number> {
  const total = between(rng, 0.6, 1.8);
  const LiFSI = rng.uniform() < 0.3 ? total * rng.uniform() : 0;
  return { LiPF6: total - LiFSI, ...(LiFSI > 0 && { LiFSI }) };
}

function randomAdditives(rng: Rng): Record<string, number> {
  const doses = Object.entries(LARGEST_DOSE).map(([name, most]) => {
    const own = rng.split(name);
    return [name, own.uniform() < SHARE_WITH_EACH ? between(own, 0.1, most) / 100 : 0] as const;
  });
  return Object.fromEntries(doses.filter(([, dose]) => dose > 0));
}

function between(rng: Rng, low: number, high: number): number {
  return low + (high - low) * rng.uniform();
}
