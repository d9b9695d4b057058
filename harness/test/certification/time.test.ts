import test from 'ava';
import { comesTo } from './support/certifies.js';
import { TIME } from './tables/time.js';

for (const expectation of TIME) test.serial(comesTo, expectation);
