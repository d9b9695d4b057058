import {
  PR_BODY_W,
  PR_CLIENT_SUBMIT_TIME,
  PR_INTERNET_MESSAGE_ID_W,
  PR_MESSAGE_DELIVERY_TIME,
  PR_SEARCH_KEY,
  PR_SUBJECT_W,
  type SPropValue,
} from '@mapi-kit/sdk';
import { HARNESS_ITEM_TAG } from '../store/tags.js';
import { INBOX } from '../workload/actions.js';
import type { Random } from '../workload/random.js';
import { longText, plainText } from '../workload/values.js';
import { file, makeOfSort, ownOf } from './make-mail.js';
import {
  edgeSizes,
  longNames,
  manyAttachments,
  oddAttachments,
  oddEmptiness,
  oddRecipients,
  oddValues,
} from './odd-contents.js';
import type { RealMailWorker } from './real-mail-worker.js';
import { realProperty } from './real-values.js';

/** Kinds of items that are rarer than letters, appointments, contacts and tasks. */
const CLASSES: readonly string[] = [
  'IPM.Schedule.Meeting.Request',
  'IPM.Schedule.Meeting.Resp.Pos',
  'IPM.Schedule.Meeting.Canceled',
  'IPM.Note.SMIME.MultipartSigned',
  'IPM.Post',
  'IPM.Activity',
  'IPM.StickyNote',
  'IPM.DistList',
  'IPM.TaskRequest',
  'IPM.Document.Word.Document.8',
  'IPM.Sharing',
  'REPORT.IPM.Note.IPNRN',
];
const TWINS = 3;
const UNTITLED = 2;
/** More than the 255 characters that Outlook lets a user type. */
const LONG_SUBJECT = 400;

/**
 * Makes mail of which a store may take two messages for one, or none for a message: without a subject, with the subject, the
 * times, the Message-ID and the search key of another one, with a very long subject, of every class, and with odd contents.
 */
export function makeOddMail(worker: RealMailWorker): void {
  const { random } = worker;
  const alike = [
    { tag: PR_SUBJECT_W, value: `Re: ${plainText(random)}` },
    ...[PR_CLIENT_SUBMIT_TIME, PR_MESSAGE_DELIVERY_TIME, PR_INTERNET_MESSAGE_ID_W, PR_SEARCH_KEY].map((tag) =>
      realProperty(tag, random),
    ),
  ];
  for (let number = 1; number <= TWINS; number += 1) {
    worker.createLabelled(`one of ${TWINS} messages that are alike (${number})`, (item) => bare(random, item, alike));
  }
  for (let number = 1; number <= UNTITLED; number += 1) {
    worker.createLabelled(`a message without a subject (${number})`, (item) => bare(random, item, []));
  }
  worker.createMail('created', INBOX, (item) => {
    const [subject, ...own] = ownOf(random, item, 1);
    const long = { tag: PR_SUBJECT_W, value: `${subject?.value} ${longText(random, LONG_SUBJECT)}` };
    return makeOfSort(random, { bare: true }, 0, [long, ...own]);
  });
  worker.createMail('created', INBOX, (item) => longNames(random, item), { adoptsNames: true });
  for (const make of [oddValues, edgeSizes, oddEmptiness, oddRecipients, oddAttachments, manyAttachments]) {
    worker.createMail('created', INBOX, (item) => make(random, item));
  }
  for (const messageClass of CLASSES) {
    worker.createMail('created', INBOX, (item) => {
      const sort = { bare: true, messageClass, attachments: (r: Random) => [file(r, 100)] };
      return makeOfSort(random, sort, 0, ownOf(random, item, 1));
    });
  }
}

function bare(random: Random, item: string, values: readonly SPropValue[]): ReturnType<typeof makeOfSort> {
  const own = [...values, { tag: PR_BODY_W, value: plainText(random) }, { tag: HARNESS_ITEM_TAG, value: item }];
  return makeOfSort(random, { bare: true }, 0, own);
}
