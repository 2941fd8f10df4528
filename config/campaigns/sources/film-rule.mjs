// A source in thirty lines: a rule of thumb for the capacity that a growing film costs. One JSON document in, one out.
// It knows that warmth and hours under voltage cost capacity, and that a little film-forming additive saves some of it.
import { stdin, stdout } from 'node:process';

let text = '';
for await (const chunk of stdin) text += chunk;
const { recipe, outcomes } = JSON.parse(text);

const asked = outcomes.find(({ quantity }) => quantity === 'capacity_retention');
stdout.write(
  `${JSON.stringify(asked ? estimate(recipe, asked.unit) : { none: 'only capacity_retention is known' })}\n`,
);

function estimate(settings, unit) {
  const hours = (2 * settings['cycling.cycles']) / settings['cycling.cRate'];
  const warmth = 2 ** ((settings['cycling.temperature'] - 25) / 10);
  // A film that slows itself down grows with the square root of time: about 1 % in 1000 h at 25 Cel.
  const unprotected = 1.2 * Math.sqrt((hours * warmth) / 100);
  const formers = settings['additive.VC'] + settings['additive.FEC'] + settings['additive.DTD'];
  const protection = formers / (formers + 1);
  // Much of it costs capacity by itself.
  const burden = 0.15 * Math.max(0, formers - 2) ** 2;
  const value = 100 - unprotected * (1 - 0.5 * protection) - burden;
  return { estimates: [{ quantity: 'capacity_retention', value, sd: 2, unit }] };
}
