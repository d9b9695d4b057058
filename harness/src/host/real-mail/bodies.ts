import { PR_BODY_W, PR_RTF_COMPRESSED, type SPropValue } from '@mapi-kit/sdk';
import { PR_HTML, PR_RTF_IN_SYNC } from '../../recording/mail-tags.js';
import type { Random } from '../workload/random.js';
import { longText } from '../workload/values.js';
import { html, rtf } from './real-values.js';

/** A plain body. */
export const body = (random: Random, length: number): SPropValue => ({
  tag: PR_BODY_W,
  value: longText(random, length),
});
/** An HTML body. */
export const htmlBody = (random: Random, size: number, contentId?: string): SPropValue => ({
  tag: PR_HTML,
  value: html(random, size, contentId),
});

/** A body in RTF, with its text. */
export function rtfBody(random: Random, length: number): readonly SPropValue[] {
  const text = longText(random, length);
  return [
    { tag: PR_BODY_W, value: text },
    { tag: PR_RTF_COMPRESSED, value: rtf(text) },
    { tag: PR_RTF_IN_SYNC, value: true },
  ];
}
