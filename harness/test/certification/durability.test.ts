import test from 'ava';
import { comesTo } from './support/certifies.js';
import { DURABILITY } from './tables/durability.js';

for (const expectation of DURABILITY) test.serial(comesTo, expectation);
