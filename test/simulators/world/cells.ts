export { cellSpec, electrolyte, makeCell } from '../../../bench/physics/cells.js';
