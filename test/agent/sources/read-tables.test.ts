import { describe, expect, it } from '@jest/globals';
import { readTables } from '../../../agent/sources/read-tables.js';
import { aCampaignWith, folder, written } from './a-source.js';

const HEADER = 'additive.VC [%],solvent.EC,solvent.EMC,capacity_retention / %';
const SOUND = ['1,0.3,0.7,91', '2.25,0.5,0.5,93'];
const UNITS = 'units: { solvent: kg/kg }';

function paper(table: string): string {
  return `{ name: paper, fidelity: low, table: { file: paper.csv, ${table} } }`;
}

async function read(rows: readonly string[], table = UNITS, header = HEADER) {
  written('paper.csv', [header, ...rows]);
  return readTables(aCampaignWith(paper(table)), folder);
}

async function mistakes(rows: readonly string[], table?: string, header?: string): Promise<string> {
  const outcome: unknown = await read(rows, table, header).catch((error: unknown) => error);
  return outcome instanceof Error ? outcome.message.replaceAll(`${folder}/`, '') : 'none';
}

describe('a table as a source', () => {
  it('is its rows in the words of the campaign, also those that the robot could not make', async () => {
    const [table] = await read(SOUND);
    expect(table!.observations[1]).toEqual({
      parameters: { 'additive.VC': 2.25, 'solvent.EC': 0.5, 'solvent.EMC': 0.5 },
      results: { capacity_retention: { value: 93 } },
      source: 'paper',
    });
  });

  it('may call its columns otherwise, hold what all rows share, and say how sure it is', async () => {
    const mapping =
      'columns: { additive.VC: vc, capacity_retention: life }, constant: { solvent.EC: 0.3, solvent.EMC: 0.7 }, ' +
      "units: { additive.VC: '%', capacity_retention: '%' }, uncertainty: { capacity_retention: sd }";
    const [table] = await read(['1,91,0.5'], mapping, 'vc,life,sd');
    expect(table!.observations[0]).toMatchObject({
      parameters: { 'solvent.EC': 0.3, 'solvent.EMC': 0.7 },
      results: { capacity_retention: { value: 91, sd: 0.5 } },
    });
  });

  it('has the same hash under other column names, and another when a value changes', async () => {
    const [first] = await read(SOUND);
    const renamed = HEADER.replace('additive.VC [%]', 'vc [%]');
    const [second] = await read(SOUND, `${UNITS}, columns: { additive.VC: 'vc [%]' }`, renamed);
    const [third] = await read(['1,0.3,0.7,91.5', SOUND[1]!]);
    expect(second!.sha256).toBe(first!.sha256);
    expect(third!.sha256).not.toBe(first!.sha256);
  });

  it('leaves out rows of other settings than the campaign fixes and rows outside the space, and says so', async () => {
    const rows = ['1,0.3,0.7,91,45', '1,0.3,0.7,91,25', '9,0.3,0.7,91,45'];
    const [table] = await read(rows, UNITS, `${HEADER},cycling.temperature`);
    expect(table!.observations).toHaveLength(1);
    expect(table!.leftOut).toEqual([
      '1 row with settings that the campaign fixes otherwise',
      '1 row outside the space (such as: additive.VC is 9, outside 0 to 5)',
    ]);
  });

  it('leaves rows out by columns and constants that the campaign says are settings it fixes', async () => {
    const header = `${HEADER},T_cycling`;
    const rows = ['1,0.3,0.7,91,45', '1,0.3,0.7,91,25'];
    const mapped = `${UNITS.replace('}', ', cycling.temperature: Cel }')}, columns: { cycling.temperature: T_cycling }`;
    const [table] = await read(rows, mapped, header);
    expect(table!.observations).toHaveLength(1);
    expect(await mistakes(rows, mapped.replace(': Cel', ': K'), header)).toContain(
      'column "T_cycling" is in K, the campaign has cycling.temperature in Cel',
    );
    expect(await mistakes(SOUND, `${UNITS}, constant: { cycling.temperature: 25 }`)).toContain(
      'no row counts: 2 rows with settings that the campaign fixes otherwise',
    );
  });

  it('names columns that mean nothing to the campaign', async () => {
    const [table] = await read(['1,0.3,0.7,91,25'], UNITS, `${HEADER},T_cycling [Cel]`);
    expect(table!.leftOut).toEqual(['column "T_cycling [Cel]", which is nothing that the campaign names']);
  });

  it.each([
    [
      'text among numbers',
      ['x,0.3,0.7,91'],
      'paper.csv:2, column "additive.VC [%]": expected a finite number, found "x"',
    ],
    ['shares of per cent', ['1,30,70,91'], 'sum to 100, expected 1 (per cent? divide by 100)'],
    ['a row without a value', ['1,0.3,0.7,'], 'expected a number, the cell is empty'],
    ['a row that is too short', ['1,0.3'], 'paper.csv:2: expected 4 cells, found 2'],
  ])('is refused for %s, by line and column', async (_what, rows, says) => {
    expect(await mistakes([...rows])).toContain(says);
  });

  it('is refused for units that are not those of the campaign, and for units that nobody says', async () => {
    const header = 'additive.VC [g/L],solvent.EC,solvent.EMC,capacity_retention';
    const all = await mistakes(SOUND, UNITS, header);
    expect(all).toContain(
      'column "additive.VC [g/L]" is in g/L, the campaign has additive.VC in %: convert the column',
    );
    expect(all).toContain('column "capacity_retention" has no unit: call it "capacity_retention [%]"');
  });

  it('is refused for molalities where the campaign has molarities', async () => {
    expect(await mistakes(['1,0.3,0.7,91,1'], UNITS, `${HEADER},salt.LiPF6 [m]`)).toContain(
      'column "salt.LiPF6 [m]" is in m, which is molal, mol/kg (molar is M), the campaign has salt.LiPF6 in mol/L',
    );
  });

  it('is refused for two columns of one name, until it is said which is meant', async () => {
    const header = `capacity_retention [%],${HEADER}`;
    const rows = ['50,1,0.3,0.7,91'];
    expect(await mistakes(rows, UNITS, header)).toContain(
      'capacity_retention: 2 columns are called "capacity_retention"; say which by its place, from 1',
    );
    const [table] = await read(rows, `${UNITS}, columns: { capacity_retention: 5 }`, header);
    expect(table!.observations[0]!.results).toEqual({ capacity_retention: { value: 91 } });
  });

  it.each([
    'additive.vinylene carbonate',
    'additive.872-36-6',
    'additive.VAYTZRYEBVHVLE-UHFFFAOYSA-N',
    'additive.O=C1OC=CO1',
    'additive.vc',
  ])('may call an ingredient %s', async (name) => {
    const header = HEADER.replace('additive.VC', name);
    const [table] = await read(SOUND, UNITS, header);
    expect(table!.observations[1]!.parameters['additive.VC']).toBe(2.25);
    const [mapped] = await read(SOUND, `${UNITS}, columns: { additive.VC: '${name} [%]' }`, header);
    expect(mapped!.sha256).toBe(table!.sha256);
  });

  it('may give an ingredient a name of its own, where the campaign says which column it is', async () => {
    const header = HEADER.replace('additive.VC', 'additive.house blend');
    const [table] = await read(SOUND, `${UNITS}, columns: { additive.VC: additive.house blend }`, header);
    expect(table!.observations).toHaveLength(2);
  });

  it('is refused for an ingredient that no recipe knows', async () => {
    const header = `${HEADER},additive.VCC`;
    expect(await mistakes(['1,0.3,0.7,91,0'], UNITS, header)).toContain(
      'column "additive.VCC" is an ingredient that no recipe knows; did you mean "additive.VC"?',
    );
  });

  it('of true values is refused for more rows than plans can be made from, alone or with others', async () => {
    const rows = Array.from({ length: 600 }, (_, k) => `${k / 200},0.3,0.7,${90 + k / 100}`);
    const paper = (name: string, fidelity: string): string =>
      `{ name: ${name}, fidelity: ${fidelity}, table: { file: ${name}.csv, ${UNITS} } }`;
    for (const name of ['one', 'two']) written(`${name}.csv`, [HEADER, ...rows]);
    const error = await readTables(aCampaignWith(paper('one', 'high'), paper('two', 'high')), folder).catch(
      (caught: unknown) => caught,
    );
    expect(String(error)).toContain(
      'two.csv: 600 rows of high fidelity; expected at most 1000 in all tables together, found 1200',
    );
    expect(await readTables(aCampaignWith(paper('one', 'high'), paper('two', 'low')), folder)).toHaveLength(
      2,
    );
  });

  it('is told with all mistakes of all other tables at once', async () => {
    written('paper.csv', [HEADER, 'x,0.3,0.7,91']);
    const campaign = aCampaignWith(paper(UNITS), paper(UNITS).replaceAll('paper', 'gone'));
    const error = await readTables(campaign, folder).catch((caught: unknown) => caught);
    expect(String(error)).toMatch(/paper\.csv:2, column[\s\S]*gone\.csv: cannot be read/);
  });
});
