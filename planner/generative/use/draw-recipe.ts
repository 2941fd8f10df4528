import type { Rng } from '../../../core/rng.js';
import { project } from '../../space/interior.js';
import type { BlockRange, Vector } from '../../space/layout.js';
import { regionAround } from '../../space/region.js';
import { snap } from '../../space/snap.js';
import { maskOf } from '../../space/support.js';
import type { RecipeCode } from '../data/recipe-code.js';
import { SPREAD } from '../data/recipe-code.js';
import { logVarianceOf, SHARE_COUNTS } from '../network/likelihood.js';

/** Whether components are present by lot, or when their chance is above a half; and how far numbers scatter. */
export interface DrawStyle {
  readonly gates: 'drawn' | 'likely';
  /** Factor of the scatter of numbers and shares: 1 as learned, 0 none. */
  readonly temperature: number;
}

/** What a recipe is drawn from: the raw outputs of the recipe's decoder, and how. */
export interface Drawing {
  readonly code: RecipeCode;
  readonly out: Float32Array;
  readonly style: DrawStyle;
  readonly rng: Rng;
}

/** A draw whose components cannot meet the constraints gets up to so many more, the likeliest first. */
const MOST_ADDED = 2;

/**
 * A point on the robot's steps and inside the space; undefined when none is near. Every block has between one and its largest
 * number of components, and its fractions sum to one.
 */
export function drawRecipe(drawing: Drawing): Vector | undefined {
  const { code } = drawing;
  for (let added = 0; added <= MOST_ADDED; added++) {
    const u = new Float64Array(code.layout.coordinates.length);
    for (const block of code.blocks) drawBlock(drawing, block, added, u);
    drawNumbers(drawing, u);
    drawCategories(drawing, u);
    const inside = project(regionAround(code.layout, u, maskOf(code.layout, u)), u);
    const snapped = inside && snap(code.layout, inside);
    if (snapped) return snapped;
  }
  return undefined;
}

function drawBlock(drawing: Drawing, block: BlockRange, added: number, u: Vector): void {
  const { code, out, style, rng } = drawing;
  const chosen = components(drawing, block, added).slice(0, block.maxComponents);
  const logits = chosen.map((k) => out[code.fractionCount + k]!);
  const shares = scattered(softmax(logits), style.temperature, rng);
  chosen.forEach((k, i) => (u[k] = shares[i]!));
}

/** In order of preference: components that must be there, those whose gate is open, `added` more; at least one. */
function components({ code, out, style, rng }: Drawing, { first, end }: BlockRange, added: number): number[] {
  const all = Array.from({ length: end - first }, (_, i) => first + i);
  const chance = (k: number): number => (code.optional[k] === 1 ? 1 / (1 + Math.exp(-out[k]!)) : 2);
  const open = (k: number): boolean => chance(k) > (style.gates === 'likely' ? 0.5 : rng.uniform());
  const byChance = all.sort((a, b) => chance(b) - chance(a));
  const opened = byChance.filter(open);
  const closed = byChance.filter((k) => !opened.includes(k));
  return [...opened, ...closed.slice(0, Math.max(added, opened.length > 0 ? 0 : 1))];
}

function softmax(logits: readonly number[]): number[] {
  const most = Math.max(...logits);
  const weights = logits.map((logit) => Math.exp(logit - most));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Shares with the scatter that the likelihood stands for, by normal noise of the multinomial's variance; none below 1 %. */
function scattered(shares: readonly number[], temperature: number, rng: Rng): number[] {
  const noisy = shares.map((share) => {
    const sd = Math.sqrt((share * (1 - share)) / SHARE_COUNTS);
    return Math.max(0.01, share + temperature * sd * rng.normal());
  });
  const total = noisy.reduce((sum, share) => sum + share, 0);
  return noisy.map((share) => share / total);
}

function drawNumbers({ code, out, style, rng }: Drawing, u: Vector): void {
  code.numbers.forEach((coordinate, i) => {
    const sd = Math.exp(logVarianceOf(out[code.dataWidth + i]!) / 2);
    const value = out[2 * code.fractionCount + i]! + style.temperature * sd * rng.normal();
    u[coordinate] = Math.min(1, Math.max(0, value / SPREAD + 0.5));
  });
}

function drawCategories({ code, out, rng }: Drawing, u: Vector): void {
  let at = 2 * code.fractionCount + code.numbers.length;
  for (const { coordinate, levels } of code.categories) {
    const chances = softmax(Array.from(out.subarray(at, at + levels)));
    at += levels;
    let rest = rng.uniform();
    const level = chances.findIndex((chance) => (rest -= chance) < 0);
    u[coordinate] = level < 0 ? levels - 1 : level;
  }
}
