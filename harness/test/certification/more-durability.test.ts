import test from 'ava';
import { comesTo } from './support/certifies.js';
import { MORE_DURABILITY } from './tables/durability.js';

for (const expectation of MORE_DURABILITY) test.serial(comesTo, expectation);
