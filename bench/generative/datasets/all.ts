import type { Dataset } from '../dataset.js';
import { attia } from './attia.js';
import { calisol } from './calisol.js';
import { clio } from './clio.js';
import { cui } from './cui.js';
import { kim } from './kim.js';

/** By name; each reads its files from the folder of shared data. */
export const DATASETS: Readonly<Record<string, (data: string) => Dataset>> = {
  ...{ cui2024: cui, clio2022: clio, kim2023: kim, calisol23: calisol, attia2020: attia },
};
