import test from 'ava';
import { comesTo } from './support/certifies.js';
import { ADDRESS_BOOKS } from './tables/address-books.js';

for (const expectation of ADDRESS_BOOKS) test.serial(comesTo, expectation);
