import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { loadCampaign, loadLab, parseCampaign, parseLab } from '../../config/load.js';
import { ConfigError, formatProblem } from '../../config/problem.js';
import { campaignText, edited, LAB_FILE, labText, placeOf, SHIPPED_CAMPAIGN } from './example-files.js';
import { CAMPAIGN_MISTAKES, LAB_MISTAKES, type Mistake } from './mistakes.js';

function problemsOf(read: () => unknown) {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

function expectMistake(text: string, mistake: Mistake, parse: (text: string, file: string) => unknown): void {
  const wrong = edited(text, mistake.from, mistake.to);
  const problems = problemsOf(() => parse(wrong, 'x.yaml'));
  const { line, column } = placeOf(wrong, mistake.at);
  const position = `x.yaml:${line}:${column}`;
  const separator = mistake.says.startsWith('Map keys') ? ': ' : ' ';
  expect(problems.map(formatProblem)).toEqual([`${position}${separator}${mistake.says}`]);
}

describe('the example files', () => {
  it('are valid, and the campaign fits the lab', async () => {
    const lab = await loadLab(LAB_FILE);
    const campaign = await loadCampaign(SHIPPED_CAMPAIGN, lab);
    expect(Object.keys(lab.instruments)).toEqual(['robot', 'cycler', 'station', 'compute']);
    expect(campaign.budget).toEqual({ experiments: 24, inFlight: 4 });
  });

  it('say at the top which schema they follow', async () => {
    expect(labText.split('\n')[0]).toBe('# yaml-language-server: $schema=../schema/lab.schema.json');
    expect((await readFile(SHIPPED_CAMPAIGN, 'utf8')).split('\n')[0]).toBe(
      '# yaml-language-server: $schema=../schema/campaign.schema.json',
    );
  });

  it('write out the defaults as they are', () => {
    const drivers = 'a: {driver: lads-robot}, b: {driver: scpi-cycler}, c: {driver: mqtt-station}';
    const bare = parseLab(`name: x\ninstruments: {${drivers}}\nsimulation: {}`, 'bare.yaml');
    const full = parseLab(labText, LAB_FILE);
    expect(bare.limits).toEqual(full.limits);
    expect(bare.supervision).toEqual(full.supervision);
    expect(bare.broker).toEqual(full.broker);
    expect(bare.simulation?.faults).toEqual(full.simulation?.faults);
  });
});

describe('a mistake in a lab is reported alone, in its place, with the remedy', () => {
  it.each(LAB_MISTAKES)('$title', (mistake) => {
    expectMistake(labText, mistake, parseLab);
  });
});

describe('a mistake in a campaign is reported alone, in its place, with the remedy', () => {
  it.each(CAMPAIGN_MISTAKES)('$title', (mistake) => {
    expectMistake(campaignText, mistake, parseCampaign);
  });
});

describe('loading', () => {
  it('lists unknown keys, wrong types and contradictions of one file together, in the order of the file', () => {
    let text = edited(campaignText, 'maximise', 'up');
    text = edited(text, 'max: 10 #', 'max: -1 #');
    text = edited(text, 'min: 20, max: 55', 'min: 60, max: 55');
    text = edited(text, 'inFlight: 4', 'inFligth: 4');
    expect(problemsOf(() => parseCampaign(text, 'x.yaml')).map(({ path }) => path)).toEqual([
      'objectives[0].direction',
      'space.variables[8].min',
      'space.constraints[0].max',
      'budget.inFligth',
    ]);
  });

  it('reports a name once even when the entry that declares it is broken', () => {
    const text = edited(
      campaignText,
      'additive.VC, kind: continuous, min: 0',
      'additive.VC, kind: continuous, min: no',
    );
    expect(problemsOf(() => parseCampaign(text, 'x.yaml')).map(({ path }) => path)).toEqual([
      'space.variables[2].min',
    ]);
  });

  it('tells of a setting that is searched twice and fixed, too, each once', () => {
    const text = edited(
      edited(campaignText, 'fixed:', 'fixed:\n  additive.VC: 1'),
      '  variables:',
      '  variables:\n    - { name: additive.VC, kind: continuous, min: 0, max: 5, unit: "%" }',
    );
    expect(
      problemsOf(() => parseCampaign(text, 'x.yaml'))
        .map(({ message }) => message)
        .sort(),
    ).toEqual(['additive.VC is searched twice', 'is also searched']);
  });

  it('gives its problems as plain data', () => {
    const problems = problemsOf(() =>
      parseLab(edited(labText, 'endpoint: auto', 'endpiont: auto'), 'lab.yaml'),
    );
    expect(JSON.parse(JSON.stringify(problems))).toEqual([
      {
        file: 'lab.yaml',
        line: 13,
        column: 5,
        path: 'instruments.robot.endpiont',
        message: 'unknown key',
        expected: 'one of driver, endpoint, security, user, password, passwordFile',
        found: '"endpiont"',
        suggestion: 'endpoint',
      },
    ]);
  });

  it('holds a campaign against the lab it is meant for', () => {
    const lab = parseLab(edited(labText, 'maxVoltageV: 4.6', 'maxVoltageV: 4.25'), 'lab.yaml');
    const narrow = { ...lab, limits: { ...lab.limits, maxTemperatureCel: 50 } };
    const problems = problemsOf(() => parseCampaign(campaignText, 'x.yaml', narrow));
    expect(problems.map(({ path, expected }) => `${path}: ${expected}`)).toEqual([
      'fixed["formation.upperVoltage"]: 2 to 4.25',
      'fixed["cycling.upperVoltage"]: 2 to 4.25',
      'space.variables[8]: at most 50',
    ]);
  });

  it('says that a real lab must name its devices, and may not run faster than time', () => {
    const text = labText.slice(0, labText.indexOf('simulation:'));
    expect(problemsOf(() => parseLab(text, 'x.yaml')).map(({ path }) => path)).toEqual([
      'clock.factor',
      'instruments.robot.passwordFile',
      'instruments.robot.endpoint',
      'instruments.cycler.path',
      'broker.passwordFile',
      'broker.url',
    ]);
  });

  it('tells of text that cannot be read where it begins alone, and what helps', () => {
    const text = 'columns:\n  variables: { temperature: T [degC] }\n  replicates: sample\n  id: sample';
    expect(problemsOf(() => parseLab(text, 'x.yaml')).map(formatProblem)).toEqual([
      expect.stringMatching(/^x\.yaml:2:31: .*expected one valid YAML document, with quotes around text/),
    ]);
  });

  it('asks for one instrument of each role', () => {
    const text = 'name: x\nsimulation: {}\ninstruments:\n  a: {driver: lads-robot}\n';
    expect(problemsOf(() => parseLab(text, 'x.yaml')).map(formatProblem)).toEqual([
      'x.yaml:3:1 instruments: no cycler; expected at least one instrument with driver: scpi-cycler, found "lads-robot"',
      'x.yaml:3:1 instruments: no characteriser; expected at least one instrument with driver: mqtt-station, found "lads-robot"',
    ]);
  });

  it('refuses two instruments on one line', () => {
    const text = edited(labText, 'path: auto', 'path: /dev/ttyUSB0') + '\n';
    const two = edited(
      text,
      '  station: #',
      '  other: { driver: scpi-cycler, path: /dev/ttyUSB0 }\n  station: #',
    );
    expect(problemsOf(() => parseLab(two, 'x.yaml')).map(({ message }) => message)).toEqual([
      'already used by cycler',
    ]);
  });
});
