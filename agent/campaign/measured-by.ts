/** Which instrument measured which quantity of an experiment: its command says. */
import type { Knex } from 'knex';
import type { QuantityName } from '../../config/quantities.js';
import type { StepName } from '../experiment/steps.js';
import { instrumentsOf } from '../record/commands.js';

/** In which step each quantity is measured. */
const STEP_OF: Readonly<Record<QuantityName, StepName>> = {
  capacity_retention: 'age',
  coulombic_efficiency: 'age',
  inefficiency_per_hour: 'age',
  discharge_capacity: 'age',
  first_cycle_efficiency: 'form',
  dc_resistance: 'form',
  formation_time: 'form',
  ohmic_resistance: 'impedance',
  film_resistance: 'impedance',
  charge_transfer_resistance: 'impedance',
  polarisation_resistance: 'impedance',
  film_thickness: 'film',
};

/** The instrument behind a quantity of an experiment, a tester with its channel (`cycler/3`); undefined where none is known. */
export type MeasuredBy = (experimentId: string, quantity: string) => string | undefined;

export async function measuredBy(db: Knex, campaignId: string): Promise<MeasuredBy> {
  const rows = await instrumentsOf(db, campaignId);
  const names = new Map(
    rows.map(({ experimentId, step, instrument, channel }) => [
      `${experimentId}.${step}`,
      channel === null ? instrument : `${instrument}/${channel}`,
    ]),
  );
  return (experimentId, quantity) => {
    const step = Object.hasOwn(STEP_OF, quantity) ? STEP_OF[quantity as QuantityName] : undefined;
    return step && names.get(`${experimentId}.${step}`);
  };
}
