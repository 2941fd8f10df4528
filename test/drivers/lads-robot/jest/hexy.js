/** Stands in for the hex dump that node-opcua prints when it debugs: the original is ESM, which Jest cannot require. */
module.exports = { hexy: (buffer) => Buffer.from(buffer).toString('hex') };
