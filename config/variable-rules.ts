/** What must hold for each variable of a space: its unit, its bounds, its steps. */
import type { SettingVariable, Variable } from './campaign-space.js';
import type { Located } from './draft.js';
import type { Finding } from './problem.js';
import { RECIPE_VOCABULARY, type Setting } from './recipe-vocabulary.js';
import type { VariablePart } from './space-parts.js';
import { withUnit } from './units.js';

export function variableFindings(variables: readonly Located<Variable>[]): Finding[] {
  return variables.flatMap(({ path, value }) => {
    const found = value.kind === 'choice' ? rangeFindings(value, '') : settingFindings(value);
    return found.map((finding) => ({ ...finding, path: [...path, ...finding.path] }));
  });
}

function settingFindings(variable: SettingVariable): Finding[] {
  const setting = RECIPE_VOCABULARY[variable.name];
  if (variable.unit !== setting.unit) return [wrongUnit(variable, setting)];
  return [
    ...kindFindings(variable, setting),
    ...valueFindings(variable, setting),
    ...rangeFindings(variable, 'put it under fixed'),
  ];
}

function wrongUnit(variable: SettingVariable, setting: Setting): Finding {
  const message = `${variable.name} is not measured in ${variable.unit}`;
  return { path: ['unit'], message, expected: `unit: ${setting.unit}`, found: variable.unit };
}

function kindFindings(variable: SettingVariable, setting: Setting): Finding[] {
  if (!setting.integer || variable.kind !== 'continuous') return [];
  const message = `${variable.name} takes whole numbers only`;
  return [{ path: ['kind'], message, expected: 'kind: integer', found: variable.kind }];
}

/** Hard bounds, and whole numbers where only those have a meaning. */
function valueFindings(variable: SettingVariable, setting: Setting): Finding[] {
  const whole = variable.kind === 'integer' || setting.integer === true;
  return valuesOf(variable).flatMap(([path, value]) => {
    const found = withUnit(value, setting.unit);
    if (value < setting.min || value > setting.max) {
      const expected = `${setting.min} to ${withUnit(setting.max, setting.unit)}`;
      return [{ path, message: `outside what ${variable.name} can be`, expected, found }];
    }
    if (whole && !Number.isInteger(value)) {
      return [{ path, message: 'not a whole number', expected: 'a whole number', found }];
    }
    return [];
  });
}

function valuesOf(variable: SettingVariable): [Finding['path'], number][] {
  if (variable.kind === 'categorical') return variable.levels.map((level, i) => [['levels', i], level]);
  return [
    [['min'], variable.min],
    [['max'], variable.max],
  ];
}

/** @param still what to do with a variable that does not vary */
export function rangeFindings(variable: VariablePart, still: string): Finding[] {
  const { min, max } = variable;
  if (variable.levels !== undefined) return repeatedLevels(variable.levels);
  if (min !== undefined && max !== undefined && min >= max) {
    const message = min === max ? `does not vary; ${still}` : 'the range is empty';
    return [{ path: ['min'], message, expected: `less than max, ${max}`, found: String(min) }];
  }
  return continuousFindings(variable);
}

function repeatedLevels(levels: readonly (number | string)[]): Finding[] {
  return levels.flatMap((level, index) =>
    levels.indexOf(level) === index
      ? []
      : [
          {
            path: ['levels', index],
            message: 'named twice',
            expected: 'different levels',
            found: String(level),
          },
        ],
  );
}

function continuousFindings({ min, max, scale, resolution }: VariablePart): Finding[] {
  const findings: Finding[] = [];
  if (scale === 'log' && min !== undefined && min <= 0) {
    const message = 'a logarithmic scale has no zero';
    findings.push({ path: ['min'], message, expected: 'more than 0, or scale: linear', found: String(min) });
  }
  if (resolution !== undefined && min !== undefined && max !== undefined && resolution > max - min) {
    findings.push({
      path: ['resolution'],
      message: 'coarser than the range',
      expected: `at most max minus min, ${max - min}`,
      found: String(resolution),
    });
  }
  return findings;
}
