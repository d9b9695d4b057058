import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { FarSideNews } from '#harness/host/mail/far-side-news.js';
import { hasHeardRefusal } from '#harness/host/mail/heard-refusal.js';
import { refusedAddress } from '#harness/recording/item-names.js';
import { FarSideLog } from '#harness/run/far-side/far-side-log.js';

type Word = (log: FarSideLog) => void;

/** What is known of the second life after each word of a far side. */
function heard(...words: readonly Word[]): readonly boolean[] {
  const folder = mkdtempSync(join(tmpdir(), 'mapi-certify-refusal-'));
  try {
    const file = join(folder, 'far-side.ndjson');
    const log = new FarSideLog(file);
    log.beginLife(1);
    const news = new FarSideNews(file);
    return words.map((say) => {
      say(log);
      news.next();
      return hasHeardRefusal(news.all, 1);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const refuse = (item: string): Word => {
  return (log) => log.refused(refusedAddress(item));
};
const answer = (item: string): Word => {
  return (log) => log.answered(item);
};

test('a refusal is heard when the answer to its message was read', (t) => {
  t.deepEqual(heard(refuse('g2-o1'), answer('g2-o2'), answer('g2-o1')), [false, false, true]);
});

test('each message of the life with a refused recipient has to be answered', (t) => {
  const words = [refuse('g2-o1'), answer('g2-o1'), refuse('g2-o2'), answer('g2-o2')];
  t.deepEqual(heard(...words), [false, true, false, true]);
});

test('a message of another life that is tried again is none of this one', (t) => {
  t.deepEqual(heard(refuse('o1'), answer('o1'), refuse('g2-o1'), answer('g2-o1')), [false, false, false, true]);
});
