import type { Expectation } from '../support/expectation.js';

/** COM-1 to COM-5, COM-7 and COM-8: the objects and their references. */
export const OBJECT_CONTRACT: readonly Expectation[] = [
  {
    provider: 'broken/same-object-twice',
    verdict: 'not-certified',
    fails: {
      'COM-1': {
        message: 'two calls of the entry point gave the same object',
        expected: 'a second call of the entry point returns another provider object',
        scenario: 'object-contract',
      },
    },
  },
  {
    provider: 'broken/wrong-identity',
    verdict: 'not-certified',
    fails: {
      'COM-3': {
        message: 'IID_IUnknown, asked through IID_IMAPIProviderShutdown, is another object',
        expected: 'IUnknown, asked for through either interface, is the same object',
        scenario: 'object-contract',
      },
    },
  },
  {
    provider: 'broken/answers-unknown-interfaces',
    verdict: 'not-certified',
    fails: {
      'COM-4': {
        message: 'QueryInterface for an id that nobody has gave S_OK (0x00000000) and an object',
        expected: 'QueryInterface for an unknown IID answers E_NOINTERFACE with a null result',
        scenario: 'object-contract',
      },
    },
  },
  {
    provider: 'broken/refuses-interfaces-of-what-it-opens',
    verdict: 'not-certified',
    fails: {
      'COM-8': {
        message: 'the store: QueryInterface(IID_IMsgStore) gave MAPI_E_INVALID_PARAMETER (0x80070057)',
        expected: 'QueryInterface of what a client opens gives the interface that it was opened with, and IUnknown',
        scenario: 'object-contract',
      },
    },
  },
  {
    provider: 'broken/miscounts-references',
    verdict: 'not-certified',
    fails: {
      'COM-5': {
        message: 'AddRef gave 2, and after a QueryInterface 5',
        expected: 'QueryInterface adds one reference',
        scenario: 'object-contract',
      },
    },
  },
  {
    provider: 'broken/releases-support-object-twice',
    verdict: 'not-certified',
    fails: {
      'COM-5': {
        message:
          /Release was called on support object of releases-support-object-twice \(session 1\) more often than references were taken/,
        expected: 'every reference is released once, and nothing is called after its release',
      },
    },
  },
  {
    provider: 'broken/leaks-support-object',
    verdict: 'not-certified',
    fails: {
      'COM-7': {
        message: 'after the logoff: support object of leaks-support-object (session 1) still has 1 reference',
        expected: 'the provider holds the support object while it is logged on, and gives it back at logoff',
      },
    },
  },
];
