import type { ENTRYID } from '@mapi-kit/sdk';
import type { LifePlan } from '../../life/life-plan.js';
import { isMailItem } from '../../recording/item-names.js';
import { earlierItems } from '../earlier-lives.js';
import { entryIdFromText } from '../store/entry-id-text.js';
import { FarSideNews } from './far-side-news.js';
import type { MailClient } from './mail-client.js';
import { queuedItems } from './outgoing.js';

/** A message that an earlier life has submitted, and that waits. */
export interface WaitingMail {
  readonly item: string;
  readonly entryId: ENTRYID;
}

/**
 * The last message that earlier lives have submitted, as far as it still waits in its store: whoever sends one after the other
 * comes to it last. None to somebody who is refused or put off: those wait for reasons of their own.
 */
export function lastWaiting(
  { earlierJournals }: LifePlan,
  { index, store }: Pick<MailClient, 'index' | 'store'>,
): WaitingMail | null {
  if (earlierJournals.length === 0) return null;
  const queued = new Set(queuedItems(store));
  const last = earlierItems(earlierJournals, index, isMailItem).findLast(
    ({ item, isDeferred, isHindered }) => queued.has(item) && isDeferred !== true && isHindered !== true,
  );
  return last?.entryId === undefined ? null : { item: last.item, entryId: entryIdFromText(last.entryId) };
}

/**
 * Whether a message that waits may be on its way, or has come to some of its recipients: something has arrived in this life, and
 * more may come; or it has arrived before, and its transport has not heard of that.
 */
export function mayBeOnItsWay({ item }: WaitingMail, { farSide, life }: Pick<LifePlan, 'farSide' | 'life'>): boolean {
  const said = new FarSideNews(farSide?.file ?? null).next();
  return said.some((event) => event.e === 'delivered' && (event.life === life || event.item === item));
}
