/** From a YAML file to a typed configuration, or to one error that lists everything wrong with the file. */
import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import type { CampaignConfig } from './campaign.js';
import { labFitFindings } from './lab-fit.js';
import type { LabConfig } from './lab.js';
import { ConfigError } from './problem.js';
import { recipeSettings } from './recipe-file.js';
import type { RecipeSettings } from './recipe-vocabulary.js';
import type { TableSpace } from './table-space.js';
import { campaignKind, check, labKind, recipeKind, tableSpaceKind, type Kind } from './validate.js';
import { nestingOf } from './yaml-depth.js';
import { YamlSource } from './yaml-source.js';

/** A whole configuration is a few kilobytes in a few levels; something larger was not meant to be one. */
const MAX_BYTES = 1_000_000;
const MAX_DEPTH = 50;

/** @throws {ConfigError} with every problem of the file */
export async function loadLab(file: string): Promise<LabConfig> {
  return parseLab(await readText(file), file);
}

/**
 * @param lab when given, the campaign must also fit this lab's limits and channels
 * @throws {ConfigError} with every problem of the file
 */
export async function loadCampaign(file: string, lab?: LabConfig): Promise<CampaignConfig> {
  return parseCampaign(await readText(file), file, lab);
}

/** @throws {ConfigError} with every problem of the file */
export async function loadRecipe(file: string): Promise<RecipeSettings> {
  return recipeSettings(parse(recipeKind, await sourceOfFile(file)));
}

/** @throws {ConfigError} with every problem of the file */
export async function loadTableSpace(file: string): Promise<TableSpace> {
  return parse(tableSpaceKind, await sourceOfFile(file));
}

/** @throws {ConfigError} with every problem of the text; `file` is the name used in messages */
export function parseLab(text: string, file: string): LabConfig {
  return parse(labKind, sourceOf(text, file));
}

/** @throws {ConfigError} as `loadCampaign` */
export function parseCampaign(text: string, file: string, lab?: LabConfig): CampaignConfig {
  const source = sourceOf(text, file);
  const campaign = parse(campaignKind, source);
  const unfit = lab === undefined ? [] : labFitFindings(campaign, lab);
  if (unfit.length > 0) throw new ConfigError(unfit.map((finding) => source.place(finding)));
  return campaign;
}

/** @throws {ConfigError} the file cannot be read */
export async function sourceOfFile(file: string): Promise<YamlSource> {
  return sourceOf(await readText(file), file);
}

function sourceOf(text: string, file: string): YamlSource {
  const depth = nestingOf(text);
  if (depth > MAX_DEPTH) throw ConfigError.ofFile(file, `at most ${MAX_DEPTH} levels`, `${depth} levels`);
  return new YamlSource(file, text);
}

function parse<S extends z.ZodType>(kind: Kind<S>, source: YamlSource): z.output<S> {
  const syntax = source.syntaxProblems();
  if (!source.wellFormed) throw new ConfigError(syntax);
  if (kind.nameOf) source.rename(kind.nameOf);
  const checked = check(kind, plainValue(source));
  const findings = checked.ok ? [] : checked.findings;
  const problems = [...syntax, ...findings.map((finding) => source.place(finding))];
  if (checked.ok && problems.length === 0) return checked.value;
  throw new ConfigError(problems.sort((a, b) => a.line - b.line || a.column - b.column));
}

function plainValue(source: YamlSource): unknown {
  try {
    return source.value();
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause);
    throw ConfigError.ofFile(source.file, 'aliases that each name an anchor above them', found, { cause });
  }
}

async function readText(file: string): Promise<string> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw ConfigError.ofFile(file, 'a readable file', String(cause), { cause });
  });
  if (bytes.length > MAX_BYTES) {
    throw ConfigError.ofFile(file, `at most ${MAX_BYTES} bytes`, `${bytes.length} bytes`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw ConfigError.ofFile(file, 'text in UTF-8', 'bytes that are not', { cause });
  }
}
