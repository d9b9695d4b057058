import test from 'ava';
import { comesTo } from './support/certifies.js';
import { HOSTILE } from './tables/hostile.js';

for (const expectation of HOSTILE) test.serial(comesTo, expectation);
