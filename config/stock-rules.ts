/** What must hold between stock solutions and the space that is searched in them. */
import { z } from 'zod';
import { readEach } from './draft.js';
import { SUM_TOLERANCE } from './fraction-rules.js';
import { show, type Finding } from './problem.js';
import type { SpaceDraft } from './space-draft.js';
import { nearest } from './suggest.js';

const anything = z.unknown();
const shares = z.looseObject({ solvent: z.record(z.string(), z.number()) });
const OF_THE_ELECTROLYTE = /^(?:solvent|salt|additive)\./;

export function stockFindings(raw: unknown, draft: SpaceDraft): Finding[] {
  const stocks = readEach(anything, raw, ['stocks']).map(({ path }) => String(path.at(-1)));
  const block = draft.blocks.find(({ value }) => value.name === 'stock');
  if (block === undefined) return stocks.length === 0 ? [] : [unused];
  const asked = Object.keys(block.value.components);
  return [
    ...asked
      .filter((name) => !stocks.includes(name))
      .map((name) => unknownStock(name, stocks, [...block.path, 'components', name])),
    ...readEach(shares, raw, ['stocks']).flatMap(({ path, value }) => blendFindings(value.solvent, path)),
    ...besides(draft),
    ...readEach(anything, raw, ['solubility']).map(({ path }) => limited(path)),
  ];
}

const unused: Finding = {
  path: ['stocks'],
  message: 'these solutions would not be used',
  expected: 'a block of space.fractions with name: stock',
  found: 'none',
  at: 'key',
};

function unknownStock(name: string, stocks: readonly string[], path: Finding['path']): Finding {
  const suggestion = nearest(name, stocks);
  const expected = stocks.length === 0 ? 'its composition under stocks' : `one of ${stocks.join(', ')}`;
  const message = 'no stock solution is called so';
  return { path, message, expected, found: show(name), at: 'key', ...(suggestion && { suggestion }) };
}

function blendFindings(solvent: Readonly<Record<string, number>>, path: Finding['path']): Finding[] {
  const total = Object.values(solvent).reduce((sum, share) => sum + share, 0);
  if (Math.abs(total - 1) <= Math.max(SUM_TOLERANCE, 1e-6)) return [];
  const message = 'the mass fractions of the solvents do not sum to 1';
  const found = String(Number(total.toPrecision(6)));
  return [{ path: [...path, 'solvent'], message, expected: 'a sum of 1', found, at: 'key' }];
}

/** What a solution holds follows from its stocks. */
function besides({ variables, blocks, fixedNames }: SpaceDraft): Finding[] {
  const paths = [
    ...variables
      .filter(({ value }) => OF_THE_ELECTROLYTE.test(value.name))
      .map(({ path }) => [...path, 'name']),
    ...blocks.filter(({ value }) => value.name !== 'stock').map(({ path }) => [...path, 'name']),
    ...fixedNames.filter((name) => OF_THE_ELECTROLYTE.test(name)).map((name) => ['fixed', name]),
  ];
  return paths.map((path) => ({
    path,
    message: 'follows from the stock solutions',
    expected: 'the electrolyte in stocks alone',
    found: 'both',
    at: 'key',
  }));
}

function limited(path: Finding['path']): Finding {
  const message = 'limits hold for salts and solvents that are searched';
  const expected = 'none beside stock solutions';
  return { path, message, expected, found: show(path.at(-1)), at: 'key' };
}
