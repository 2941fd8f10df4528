/** The product as processes: started, killed, cut off and looked at from outside. */
import base from './jest.config.js';

export default {
  ...base,
  testSequencer: '<rootDir>/test/reliability/longest-first.js',
  roots: ['<rootDir>/test/process', '<rootDir>/test/reliability'],
  testPathIgnorePatterns: ['/node_modules/'],
};
