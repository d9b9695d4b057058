import test from 'ava';
import { comesTo } from './support/certifies.js';
import { TRANSPORTS } from './tables/transports.js';

for (const expectation of TRANSPORTS) test.serial(comesTo, expectation);
