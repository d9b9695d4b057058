import type { Expectation } from '../support/expectation.js';

/** FAULT-1 to FAULT-7. */
export const FAULTS: readonly Expectation[] = [
  {
    provider: 'broken/says-ok-on-a-full-disk',
    quick: false,
    verdict: 'not-certified',
    fails: {
      'FAULT-1': {
        message: /items? lost.* \((?:full disk|file size limit): Do answered S_OK/,
        because: /returned S_OK/,
        scenario: /^(disk-full|file-size-limit)$/,
      },
    },
  },
  {
    provider: 'broken/believes-its-log-after-a-full-disk',
    quick: false,
    verdict: 'not-certified',
    fails: {
      'FAULT-6': {
        message: /items? lost.* after the medium was whole again \(.*Do answered MAPI_E_\w+ and then S_OK/,
        because: /returned S_OK|after its first failed write/,
        scenario: /^(disk-full|file-size-limit)-for-a-while$/,
      },
    },
  },
  {
    provider: 'broken/corrupts-when-killed-in-do',
    quick: false,
    verdict: 'not-certified',
    fails: {
      'FAULT-2': {
        message: /^with 12 kills planned inside Notify and Do: .*\d+ items? lost/,
        scenario: 'killed-in-shutdown',
      },
    },
  },
  {
    provider: 'broken/leaves-a-lock',
    // In no walk of this seed is a client killed that has never asked: it would be locked out after that as well, or not, by
    // the time that its work takes.
    options: { seed: 8 },
    verdict: 'certified',
    summary: 'opted in, with 1 warning: FAULT-3',
    warns: {
      'FAULT-3': {
        message:
          /^with (?:1 kill|6 kills) planned in ordinary work: expected that the \w+ life opens what the one before has left, and reads everything back; the life could not go on: IMAPISession::OpenMsgStore failed: MAPI_E_BUSY \(0x8004010B\); LockingStore\.open\(\) threw MapiError: somebody else is at work on this store: MAPI_E_BUSY \(0x8004010B\), at leaves-a-lock\.js:\d+$/,
        because: /^the \w+ life was killed in step "(work|wait)"/,
        scenario: 'killed-at-work',
      },
    },
  },
  {
    provider: 'broken/removes-the-log-when-it-leaves',
    verdict: 'certified',
    quick: false,
    summary: 'opted in, with 1 warning: FAULT-7',
    warns: {
      'FAULT-7': {
        message: /^with two further processes on the same data, which left in order: .*items? lost$/,
        because: /returned S_OK|while this one was at work on the same data/,
        scenario: 'other-instances-leave',
      },
    },
  },
  {
    provider: 'broken/gives-back-a-lock-of-another',
    verdict: 'certified',
    quick: false,
    summary: 'opted in, with 1 warning: FAULT-7',
    warns: {
      'FAULT-7': {
        message: /^with two further processes on the same data, which left in order: .*items? lost$/,
        scenario: 'other-instances-leave',
      },
    },
  },
  {
    provider: 'broken/gives-up-when-its-turn-is-late',
    verdict: 'not-certified',
    fails: {
      'FAULT-4': {
        message:
          /^with a neighbour that throws, is slow, hangs or crashes: .*\d+ items lost.*, in 1 of (?:4 runs|1 run)$/,
        scenario: 'slow-neighbour',
      },
    },
  },
  {
    provider: 'broken/second-instance-destroys',
    verdict: 'certified',
    summary: 'opted in, with 1 warning: FAULT-5',
    warns: {
      'FAULT-5': {
        message: /^with a second process on the same data: 11 items lost$/,
        scenario: 'second-instance',
      },
    },
  },
];
