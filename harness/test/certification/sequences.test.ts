import test from 'ava';
import { comesTo } from './support/certifies.js';
import { SEQUENCES } from './tables/sequences.js';

for (const expectation of SEQUENCES) test.serial(comesTo, expectation);
