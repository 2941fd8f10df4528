/** What a synthesis robot uses up beside the ingredients, as items on its shelf; each is counted. */

/** Everything of a coin cell but its electrolyte. */
export const CELL_KIT = 'coin-cell-kit';
export const VIAL = 'vial';
/** One for each liquid, so that nothing is carried from bottle to bottle. */
export const PIPETTE_TIP = 'pipette-tip';

export const COUNTED: readonly string[] = [CELL_KIT, VIAL, PIPETTE_TIP];

/** Before the name of an item: the reading that says how much is left, kg of an ingredient or pieces. */
export const LEVEL = 'Stock.';
