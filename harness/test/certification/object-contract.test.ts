import test from 'ava';
import { comesTo } from './support/certifies.js';
import { OBJECT_CONTRACT } from './tables/object-contract.js';

for (const expectation of OBJECT_CONTRACT) test.serial(comesTo, expectation);
