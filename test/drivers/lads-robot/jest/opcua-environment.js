/**
 * Jest's Node environment for suites that load node-opcua. It keeps the library off the console, and gives the sandbox
 * the host's numeric arrays: Jest lends it the host's ArrayBuffer but not the arrays upon it, and node-opcua checks
 * that an array of Double lies on an ArrayBuffer.
 */
const { TestEnvironment } = require('jest-environment-node');

const ARRAYS = { Float64Array, Float32Array, Int32Array, Uint32Array, Int16Array, Uint16Array };

module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    Object.assign(this.global, ARRAYS);
    this.global.process.env.NODEOPCUA_LOG_LEVEL = '0';
  }
};
