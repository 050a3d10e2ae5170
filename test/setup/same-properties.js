import fc from 'fast-check';

// Quick tests draw the same examples each time, so that a failure belongs to the change that is tested; `npm run
// test:full` draws new ones and prints the seed of those that fail.
fc.configureGlobal({ seed: 20261122 });
