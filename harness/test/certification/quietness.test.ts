import test from 'ava';
import { comesTo } from './support/certifies.js';
import { QUIETNESS } from './tables/quietness.js';

for (const expectation of QUIETNESS) test.serial(comesTo, expectation);
