/**
 * Jest's Node environment with the host's numeric arrays: Jest lends the host's ArrayBuffer to the sandbox but not the
 * arrays upon it, and node-opcua checks that an array of Double lies on an ArrayBuffer.
 */
const { TestEnvironment } = require('jest-environment-node');

module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    Object.assign(this.global, {
      Float64Array,
      Float32Array,
      Int32Array,
      Uint32Array,
      Int16Array,
      Uint16Array,
    });
  }
};
