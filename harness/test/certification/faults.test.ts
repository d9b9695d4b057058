import test from 'ava';
import { comesTo } from './support/certifies.js';
import { FAULTS } from './tables/faults.js';

for (const expectation of FAULTS) test.serial(comesTo, expectation);
