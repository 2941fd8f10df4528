import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Folders that tests make lie in one that goes with the run, whatever became of the test.
process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'interphase-tests-'));
process.on('exit', () => rmSync(process.env.TMPDIR, { recursive: true, force: true, maxRetries: 3 }));

export default {
  testEnvironment: 'node',
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    // node-opcua requires hexy, which is an ES module: Jest on Node 20 cannot require one.
    '^hexy$': '<rootDir>/test/drivers/lads-robot/jest/hexy.js',
  },
  transform: { '^.+\\.ts$': '@swc/jest' },
  // Jest leaves a core to a person who watches; half of these tests wait for other processes anyway.
  maxWorkers: '100%',
  // For what hangs, on any machine: what has to be quick says so itself.
  testTimeout: 180_000,
  // These start the whole product again and again: jest.processes.config.js.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/process/', '<rootDir>/test/reliability/'],
};
