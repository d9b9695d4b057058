import { PR_BODY_W } from '@mapi-kit/sdk';
import type { ItemState } from './events.js';
import { carriedParts } from './mail-parts.js';
import { type Parts, propertyKey } from './parts.js';

/** The key of the body of a message. */
const BODY = propertyKey('', PR_BODY_W);

/** Of an inbound message with more than text: what its transport carries at all. */
export function carriedOf(state: ItemState, carried: ReadonlySet<string>): ItemState {
  return state.parts === undefined ? state : { ...state, parts: carriedParts(state.parts, carried) };
}

/** Not every transport finds the text of a message that has other parts, too: its body is one of them. */
export function inParts(state: ItemState): ItemState {
  const { body: _, ...rest } = state;
  return { ...rest, parts: partsWithBody(state) };
}

/** The parts of a message, its body among them. */
export function partsWithBody({ body, parts = {} }: ItemState): Parts {
  return body === undefined ? parts : { ...parts, [BODY]: `v:${body}` };
}
