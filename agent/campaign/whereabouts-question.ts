/** What to ask when neither robot nor tester can say where a cell is, or whether it is still under current. */
import { CLEARED } from '../experiment/whereabouts.js';
import type { Question } from './prompts.js';

/** Nobody is hurt by another try: it asks the instruments first, and states a wanted condition. So it is the default. */
export const TRY_AGAIN = 'try-again';
const OPTIONS = {
  [TRY_AGAIN]: 'the instruments are asked, and may try once more to take the cell away',
  [CLEARED]: 'I have looked: the cell is out of there, and the place may be used again',
  leave: 'the place stays out of use until the next start or resume',
};

/**
 * @param places where it may be, in the order of its way; none: it has not left the tray
 * @param evidence what the instruments said
 */
export function whereIsTheCell(experimentId: string, places: readonly string[], evidence: string): Question {
  const place = places.at(-1) ?? 'tray';
  const where = places.join(' or ') || place;
  const question = `the cell of ${experimentId} could not be taken away (${evidence}): is it in ${where}? That place is not used until this is answered`;
  return { experimentId, place, question, options: OPTIONS, defaultOption: TRY_AGAIN };
}
