import test from 'ava';
import { comesTo } from './support/certifies.js';
import { TRANSPORTS } from './tables/transports.js';

// Much of their time is waiting for deliveries, which two runs can do at once.
for (const { options, ...expectation } of TRANSPORTS) {
  test.serial(comesTo, { ...expectation, options: { jobs: 2, ...options } });
}
