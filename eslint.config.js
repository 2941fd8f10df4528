import tseslint from 'typescript-eslint';

/** What each folder may not import, and why. A later block for the same rule replaces an earlier one: one block per folder. */
const walls = {
  core: [
    ['agent', 'drivers', 'planner', 'simulators', 'config'],
    'core holds time, chance and turns; everything may import it, it imports nothing',
  ],
  config: [
    ['agent', 'drivers', 'planner', 'simulators'],
    'the configuration is one schema: zod and yaml only',
  ],
  planner: [
    ['agent', 'drivers', 'simulators', 'config'],
    'the planner is arithmetic: no device, no framework, no configuration',
  ],
  drivers: [['agent', 'planner', 'simulators', 'config'], 'a driver knows its instrument, not who uses it'],
  simulators: [
    ['agent', 'planner', 'config'],
    'the world does not know the agent; share wire formats (drivers/*/codec, drivers/*.ts types) only',
  ],
  'simulators/cell': [
    ['agent', 'planner'],
    'a single simulated cell is described as configuration is; it does not know the agent',
  ],
  'simulators/lab': [
    ['agent', 'planner'],
    'the simulated lab is set up from a lab configuration; it does not know the agent',
  ],
  'agent/analysis': [
    ['agent/(?!analysis)', 'drivers', 'planner', 'simulators', 'config'],
    'analysis is columns in, numbers out',
  ],
  dashboard: [
    [
      'agent/(?!supervision/contract/)',
      'bench',
      'config',
      'drivers',
      'planner',
      'scripts',
      'simulators',
      'test',
    ],
    'the page knows the agent by its messages only: agent/supervision/contract and core',
  ],
  'agent/files': [
    ['(?!analysis/)[a-z-]+/'],
    'a file becomes columns of the analysis; who reads it and why is not its business',
  ],
};

const nest = {
  regex: '^@nestjs/',
  message: 'Nest stays at the edge: only *.module.ts, *.controller.ts, *.schedule.ts and main.ts',
};

const edge = ['**/*.module.ts', '**/*.controller.ts', '**/*.schedule.ts', '**/main.ts', 'test/**'];

function wall(folder, [forbidden, why]) {
  const up = `^(\\.\\./)+(${forbidden.join('|')})`;
  return {
    files: [`${folder}/**/*.{ts,tsx}`],
    ignores: edge,
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: up, message: why }, nest] }],
    },
  };
}

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'data/', '**/*.js', '**/*.mjs', '**/*.cjs'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      'no-console': 'error',
    },
  },
  {
    files: ['agent/**/*.ts'],
    ignores: edge,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^(\\.\\./)+simulators', message: 'the agent meets instruments through protocols only' },
            nest,
          ],
        },
      ],
    },
  },
  ...Object.entries(walls).map(([folder, rule]) => wall(folder, rule)),
  { files: ['bench/**/*.ts', 'scripts/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
);
