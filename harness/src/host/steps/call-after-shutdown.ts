import { LOGOFF_NO_WAIT } from '@mapi-kit/sdk';
import type { Life } from '../life.js';
import { openFolder } from '../store/folders.js';
import { AFTER_PREFIX } from '../store/item-names.js';
import { take } from '../store/refusal.js';
import { fillMessage, saveMessage } from '../store/write-message.js';
import { makeContent } from '../workload/message-content.js';
import { Random } from '../workload/random.js';

/**
 * Goes on calling after DoFastShutdown, against the rules: opens, saves, logs off and releases.
 *
 * No HRESULT is wrong here, and what is saved may be there later or not: its name says so. Exceptions are journalled.
 */
export function callAfterShutdown(life: Life): void {
  for (const { store, session, index } of life.sessions) {
    const attempt = (what: string, call: () => void) => guarded(life, what, call);
    attempt('IMsgStore::OpenEntry', () => {
      openFolder(store, null).Release();
    });
    attempt('IMessage::SaveChanges', () => {
      const folder = openFolder(store, null);
      const message = take(folder.CreateMessage(null, 0), 'IMAPIFolder::CreateMessage');
      const abilities = { multiValued: false, attachments: false, embedded: false };
      const random = new Random(life.plan.seed, life.plan.life, index);
      fillMessage(message, makeContent(random, `${AFTER_PREFIX}m1`, 1, {}, abilities));
      saveMessage(message);
      message.Release();
      folder.Release();
    });
    attempt('IMsgStore::StoreLogoff', () => {
      store.StoreLogoff(LOGOFF_NO_WAIT);
    });
    attempt('IMsgStore::Release', () => {
      store.Release();
    });
    attempt('IMAPISession::Logoff', () => {
      session.Logoff(0, 0, 0);
    });
    attempt('IMAPISession::Release', () => {
      session.Release();
    });
  }
  guarded(life, 'MAPIUninitialize', () => {
    life.subsystem.MAPIUninitialize();
  });
}

function guarded({ journal }: Life, what: string, call: () => void): void {
  try {
    call();
  } catch (error) {
    // A refusal is an answer; anything else is an exception that crossed the boundary.
    if (error instanceof Error && error.name === 'Refusal') return;
    journal.write({ e: 'problem', what: `${what} after DoFastShutdown threw ${String(error)}` });
  }
}
