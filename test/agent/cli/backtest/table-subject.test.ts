import { describe, expect, it } from '@jest/globals';
import { tableSubject } from '../../../../agent/cli/backtest/table-subject.js';
import { BOWL_SPACE, bowl, written } from './files.js';

const SPACE = [
  'space:',
  '  fractions: [{ name: film, components: { w1: {}, w2: {} } }]',
  '  variables:',
  '    - { name: a, kind: integer }',
  '    - { name: b, kind: continuous, scale: log }',
  '    - { name: kind, kind: categorical, levels: [red, blue] }',
  'columns: { id: id, objectives: [{ column: y, direction: minimise }] }',
];
const HEADER = 'id,a,b,w1,w2,kind,y';
const SOUND = ['1,1,2,0.5,0.5,red,1', '2,3,3,0.25,0.75,blue,2'];

async function mistakes(rows: readonly string[], space: readonly string[] = SPACE): Promise<string> {
  const table = written('table.csv', [HEADER, ...rows]);
  const outcome = await tableSubject(table, written('space.yaml', space)).catch((error: unknown) => error);
  return outcome instanceof Error ? outcome.message.replaceAll(table, 'table.csv') : 'none';
}

describe('a table that is searched', () => {
  it('is its rows, with bounds and levels of its own', async () => {
    const { task } = await tableSubject(written('t.csv', [HEADER, ...SOUND]), written('s.yaml', SPACE));
    expect(task.space.variables).toEqual([
      { kind: 'integer', name: 'a', min: 1, max: 3 },
      { kind: 'continuous', name: 'b', min: 2, max: 3, scale: 'log' },
      { kind: 'categorical', name: 'kind', levels: ['red', 'blue'] },
    ]);
    expect(task.among[1]).toEqual({ a: 3, b: 3, kind: 'blue', 'film.w1': 0.25, 'film.w2': 0.75 });
    expect(task.threshold(0.01)).toBe(1);
  });

  it('may leave empty what takes no part in a row', async () => {
    const space = [
      'space:',
      '  variables:',
      '    - { name: additive, kind: categorical }',
      '    - { name: percent, kind: continuous, when: { additive: [VC, FEC] } }',
      'columns: { objectives: [{ column: y, direction: minimise }] }',
    ];
    const rows = ['additive,percent,y', 'none,,3', 'none,0,4', 'VC,1,2', 'FEC,2.5,1'];
    const { task, notes } = await tableSubject(written('t.csv', rows), written('s.yaml', space));
    expect(task.among).toEqual([
      { additive: 'none' },
      { additive: 'VC', percent: 1 },
      { additive: 'FEC', percent: 2.5 },
    ]);
    expect(task.space.variables[1]).toMatchObject({ min: 1, max: 2.5, when: { additive: ['VC', 'FEC'] } });
    expect(notes).toEqual(['1 row with the settings of another: taken as replicates of one point']);
  });

  it('may call ingredients by any of their names', async () => {
    const space = [
      'space:',
      '  fractions: [{ name: solvent, components: { EC: {}, DMC: {} } }]',
      '  variables: [{ name: additive, kind: categorical, levels: [VC, FEC] }]',
      'columns: { objectives: [{ column: y, direction: minimise }] }',
    ];
    const rows = [
      '96-49-1 [kg/kg],Dimethyl carbonate,additive,y',
      '0.5,0.5,vinylene carbonate,1',
      '0.2,0.8,FEC,2',
    ];
    const { task } = await tableSubject(written('t.csv', rows), written('s.yaml', space));
    expect(task.among[0]).toEqual({ additive: 'VC', 'solvent.EC': 0.5, 'solvent.DMC': 0.5 });
  });

  describe('whose ingredients are to be known by their atoms', () => {
    const spaceWith = (ingredients: string, parts: string, additive: string): string[] => [
      `space: { ${ingredients}fractions: [{ name: blend, components: { ${parts} } }],`,
      `  variables: [{ name: additive, kind: categorical, ${additive} }] }`,
      'columns: { objectives: [{ column: y, direction: minimise }] }',
    ];
    const rows = ['EC,S2,additive,y', '0.5,0.5,A1,1', '0.2,0.8,none,2'];
    const PARTS = 'EC: {}, S2: { ingredient: { smiles: COCCOC } }';
    const ADDITIVE = 'ingredients: { A1: 872-36-6 }';
    const subject = async (...space: Parameters<typeof spaceWith>) =>
      tableSubject(written('t.csv', rows), written('s.yaml', spaceWith(...space)));

    it('tells the planner what each is made of', async () => {
      const { task, notes } = await subject('ingredients: atoms, ', PARTS, ADDITIVE);
      expect(task.space.blocks[0]!.components.map((one) => one.composition)).toEqual([
        { C2: 2, 'C3=': 1, O2: 2, 'O1=': 1 },
        { C1: 2, C2: 2, O2: 2 },
      ]);
      expect(task.space.variables[0]).toMatchObject({
        levels: ['A1', 'none'],
        compositions: [{ 'C2=': 2, 'C3=': 1, O2: 2, 'O1=': 1 }, {}],
      });
      expect(notes).toEqual([]);
    });

    it('says what is none that we know, and tells nothing of it', async () => {
      const { task, notes } = await subject('ingredients: atoms, ', 'EC: {}, S2: {}', 'levels: [A1, none]');
      expect(task.space.variables[0]).toEqual({
        kind: 'categorical',
        name: 'additive',
        levels: ['A1', 'none'],
      });
      expect(notes).toEqual([
        'blend.S2 is no ingredient we know: models go by its name',
        'a level of additive is no ingredient we know: models go by its name',
      ]);
    });

    it('is as ever where nobody asks for it', async () => {
      const { task } = await subject('', 'EC: {}, S2: {}', 'levels: [A1, none]');
      expect(JSON.stringify(task.space)).not.toContain('composition');
    });

    it.each([
      ['ingredients: atoms, ', 'EC: { ingredient: LiPF7 }, S2: {}', ADDITIVE, 'did you mean "LiPF6"?'],
      [
        'ingredients: atoms, ',
        'EC: {}, S2: { ingredient: { smiles: what } }',
        ADDITIVE,
        'no such ingredient',
      ],
      ['ingredients: atoms, ', 'EC: {}, S2: { ingredient: { formula: c3 } }', ADDITIVE, 'found "c3"'],
      ['', PARTS, 'levels: [A1, none]', 'would not be used; expected space.ingredients: atoms'],
    ])('is refused for a mistake in it (%s%s)', async (ingredients, parts, additive, words) => {
      await expect(subject(ingredients, parts, additive)).rejects.toThrow(words);
    });
  });

  it.each([
    [
      'text among numbers',
      ['3,x,4,0.5,0.5,red,1'],
      'table.csv:4, column "a": expected a finite number, found "x"',
    ],
    [
      'an empty cell',
      ['3,4,,0.5,0.5,red,1'],
      'table.csv:4, column "b": expected a number, the cell is empty',
    ],
    ['no value', ['3,4,5,0.5,0.5,red,NaN'], 'the cell is empty: columns.missing says'],
    ['a number beyond numbers', ['3,4,5,0.5,0.5,red,1e999'], 'expected a finite number, found "1e999"'],
    ['half a whole number', ['3,4.5,5,0.5,0.5,red,1'], 'expected a whole number, found 4.5'],
    ['zero on a logarithmic scale', ['3,4,0,0.5,0.5,red,1'], 'expected more than 0 on a logarithmic scale'],
    ['shares of too little', ['3,4,5,0.5,0.4,red,1'], 'the shares of film sum to 0.9, expected 1'],
    ['shares in per cent', ['3,4,5,50,50,red,1'], 'sum to 100, expected 1 (per cent? divide by 100)'],
    [
      'a share below zero',
      ['3,4,5,-0.5,1.5,red,1'],
      'table.csv:4, column "w1": film: a share is below 0, found -0.5',
    ],
    [
      'separators of thousands',
      ['3,4,"1,500.5",0.5,0.5,red,1'],
      'found "1,500.5": write it without separators',
    ],
    ['a unit in the cell', ['3,4,5 mM,0.5,0.5,red,1'], 'found "5 mM": put the unit into the header'],
    ['a decimal comma among points', ['3,4,"5,5",0.5,0.5,red,1'], 'mixes decimal points and commas'],
    [
      'a level nobody named',
      ['3,4,5,0.5,0.5,green,1'],
      'column "kind": expected one of red, blue, found "green"',
    ],
    ['an id twice', ['2,4,5,0.5,0.5,red,1'], 'table.csv:4, column "id": "2" is the id of line 3 too'],
    ['too few cells', ['3,4,5'], 'table.csv:4: expected 7 cells, found 3'],
  ])('is refused for %s, by line and column', async (_what, more, words) => {
    expect(await mistakes([...SOUND, ...more])).toContain(words);
  });

  it('is refused for a column that does not vary', async () => {
    expect(await mistakes(['1,1,2,0.5,0.5,red,1', '2,1,3,0.25,0.75,blue,2'])).toContain(
      'table.csv:2, column "a": every row has 1: what does not vary cannot be searched',
    );
  });

  it('is refused for results that are all alike', async () => {
    expect(await mistakes(SOUND.map((row) => row.replace(/\d$/, '7')))).toContain(
      'table.csv:2, column "y": every row has 7: there is nothing better to find',
    );
  });

  it('is refused where it is a workbook', async () => {
    const space = written('s.yaml', BOWL_SPACE);
    await expect(tableSubject(written('t.csv', ['PK\u0003\u0004']), space)).rejects.toThrow(
      'save the sheet as CSV',
    );
  });

  it('may have remarks, units in its header and blank columns', async () => {
    const rows = [
      '# by the robot',
      'a [mol/L],b (°C),y / %,,',
      '# warm',
      ...bowl(9)
        .slice(1)
        .map((row) => `${row},,`),
    ];
    const space = (unit: string) =>
      written(
        's.yaml',
        BOWL_SPACE.map((line) => line.replace('name: b,', `name: b, unit: ${unit},`)),
      );
    const { task } = await tableSubject(written('t.csv', rows), space('Cel'));
    expect(task.among).toHaveLength(9);
    await expect(tableSubject(written('t.csv', rows), space('K'))).rejects.toThrow(
      'variable b: the column is in °C, the space says K: convert one of them',
    );
  });

  it('tells all of its mistakes at once', async () => {
    const text = await mistakes([...SOUND, '2,x,,1,1,green,oops', '5,1']);
    expect(text).toMatch(/^table\.csv: 7 mistakes, nothing was run\n/);
    expect(text.split('\n')).toHaveLength(8);
  });

  it('is refused with what its columns are called', async () => {
    const space = SPACE.map((line) =>
      line.replace('name: kind,', 'name: kidn,').replace('column: y', 'column: yield'),
    );
    const text = await mistakes(SOUND, space);
    expect(text).toContain('variable kidn: no column is called "kidn"; did you mean "kind"?');
    expect(text).toContain('objective: no column is called "yield"; there are "id", "a"');
  });

  it('takes a row without a value as told', async () => {
    const rows = [HEADER, ...SOUND, '3,4,5,0.5,0.5,red,'];
    const as = (missing: string) =>
      SPACE.map((line) => line.replace('{ id: id', `{ missing: ${missing}, id: id`));
    const out = await tableSubject(written('t.csv', rows), written('s.yaml', as('leave-out')));
    expect(out.notes).toEqual(['1 row without a value left out']);
    const failed = await tableSubject(written('t.csv', rows), written('s.yaml', as('failed')));
    expect(failed.task.truths).toEqual([[1], [2], null]);
  });

  it('names the constraints of a space without points, and spares the others', async () => {
    const constraints = [
      '  constraints:',
      '    - { terms: { a: 1 }, max: 0.9 }',
      '    - { terms: { a: 10, b: 1 }, max: 4 }',
      '    - { terms: { b: 1 }, min: 5 }',
    ];
    const space = written('s.yaml', [...BOWL_SPACE.slice(0, 4), ...constraints, ...BOWL_SPACE.slice(4)]);
    await expect(tableSubject(written('t.csv', bowl(20)), space)).rejects.toThrow(
      /cannot hold together: 10 a \+ b <= 4; b >= 5; a >= 0; widen one/,
    );
  });

  it('leaves out rows beyond the bounds, and says which', async () => {
    const bounded = BOWL_SPACE.map((line) => line.replace('name: a,', 'name: a, max: 0.5, min: 0,'));
    const { notes, task } = await tableSubject(written('t.csv', bowl(20)), written('s.yaml', bounded));
    expect(task.among.every(({ a }) => Number(a) <= 0.5)).toBe(true);
    expect(notes[0]).toMatch(
      /^\d+ rows outside the space left out \(line 3: a is 0\.618, outside 0 to 0\.5;/,
    );
  });

  it('keeps rows between the steps of a robot, which others need not have', async () => {
    const stepped = BOWL_SPACE.map((line) => line.replace('name: b,', 'name: b, resolution: 1,'));
    const { notes, task } = await tableSubject(written('t.csv', bowl(20)), written('s.yaml', stepped));
    expect(notes).toEqual([]);
    expect(task.among).toHaveLength(20);
  });

  it('takes equal rows as replicates of one point', async () => {
    const { notes, task } = await tableSubject(
      written('t.csv', ['a,b,y', '0,1,3', '0,1,5', '1,2,0']),
      written('s.yaml', BOWL_SPACE),
    );
    expect(notes).toEqual(['1 row with the settings of another: taken as replicates of one point']);
    expect(task.truths).toEqual([[4], [0]]);
  });

  it('reads semicolons with decimal commas, quotes, and files without a header', async () => {
    const commas = written('t.csv', ['a;b;y', '0,5;1;3', '"1,5";2;5']);
    const space = written('s.yaml', BOWL_SPACE);
    expect((await tableSubject(commas, space)).task.among[1]).toEqual({ a: 1.5, b: 2 });
    const places = BOWL_SPACE.with(
      -1,
      'columns: { header: false, variables: { a: 1, b: 2 }, objectives: [{ column: 3, direction: minimise }] }',
    );
    const { task } = await tableSubject(written('t.csv', bowl(9).slice(1)), written('s.yaml', places));
    expect(task.among).toHaveLength(9);
  });

  it('may hold other sources, costs and failures', async () => {
    const table = ['a,b,y,ok,from,eur', '0,1,3,yes,lab,5', '1,2,,no,lab,6', '2,3,4,yes,model,0'];
    const marks = 'feasible: ok, cost: eur, source: { column: from, use: lab }';
    const space = BOWL_SPACE.map((line) => line.replace('columns: {', `columns: { ${marks},`));
    const { task, notes } = await tableSubject(written('t.csv', table), written('s.yaml', space));
    expect(notes).toEqual(['1 row of other sources left out']);
    expect(task.truths).toEqual([[3], null]);
    expect(task.elsewhere).toBeUndefined();
  });

  it.each(['high', 'low'])(
    'may know other sources beforehand, of %s fidelity: nobody can search them',
    async (others) => {
      const table = [
        'a,b,y,from',
        '0,1,3,lab',
        '1,2,5,lab',
        '2,3,6,lab',
        '1,3,4,model',
        '9,9,1,model',
        '1,2,2,',
      ];
      const marks = `source: { column: from, use: lab, others: ${others} }`;
      const space = BOWL_SPACE.map((line) => line.replace('columns: {', `columns: { ${marks},`));
      const { task, notes } = await tableSubject(written('t.csv', table), written('s.yaml', space));
      expect(task.among).toHaveLength(3);
      expect(task.elsewhere).toEqual({
        observations: [{ parameters: { a: 1, b: 3 }, results: { y: { value: 4 } }, source: 'model' }],
        lowFidelity: others === 'low' ? ['model'] : [],
      });
      expect(notes).toEqual([
        '2 rows of other sources known beforehand',
        '1 row of other sources left out',
        '1 row outside the space left out (line 6: a is 9, outside 0 to 2, b is 9, outside 1 to 3)',
      ]);
    },
  );

  it('learns from 250 rows of others where there are more, and says so', async () => {
    const rows = Array.from({ length: 260 }, (_, k) => `${(k % 20) / 10},${1 + (k % 13) / 6},${k},model`);
    const marks = 'source: { column: from, use: lab, others: high }';
    const space = BOWL_SPACE.map((line) => line.replace('columns: {', `columns: { ${marks},`));
    const table = ['a,b,y,from', '0,1,3,lab', '1,2,5,lab', '2,3,6,lab', ...rows];
    const { task, notes } = await tableSubject(written('t.csv', table), written('s.yaml', space));
    expect(task.elsewhere!.observations).toHaveLength(250);
    expect(notes).toContain('learned from 250 of 260 rows of other sources, drawn by chance');
  });
});
