// `npm start`: runs the example campaign on the simulated lab. Further arguments go to `interphase run`.
process.argv.splice(2, 0, 'run');
await import('../bin/interphase.mjs');
