import test from 'ava';
import { comesTo } from './support/certifies.js';
import { MORE_SEQUENCES } from './tables/sequences.js';

for (const expectation of MORE_SEQUENCES) test.serial(comesTo, expectation);
