import {
  E_NOINTERFACE,
  FAILED,
  formatHresult,
  hresult,
  IID_IUnknown,
  type InterfaceId,
  type IUnknown,
  isCode,
  isHresult,
} from '@mapi-kit/sdk';
import { errorText } from '../error-text.js';
import { type Answer, no, yes } from './answer.js';
import { UNKNOWN_INTERFACE } from './probe-interfaces.js';

/** Asks for an interface that nobody has. */
export function unknownInterface(object: IUnknown): Answer {
  const { hr, value } = object.QueryInterface(UNKNOWN_INTERFACE);
  const got = value === null ? 'null' : typeof value === 'object' ? 'an object' : String(value);
  const seen = `QueryInterface for an id that nobody has gave ${code(hr)} and ${got}`;
  // What was handed out is a reference.
  value?.Release?.();
  return isCode(hr, E_NOINTERFACE) && value === null ? yes(seen) : no(seen);
}

/** What an object knows itself by. */
export function identityOf(object: IUnknown): unknown {
  return withInterface(object, IID_IUnknown, (face) => face);
}

/** Lends an interface to `use` and gives it back; undefined when the object has it not. */
export function withInterface<T>(
  object: IUnknown,
  iid: InterfaceId<IUnknown>,
  use: (face: IUnknown) => T,
): T | undefined {
  const { hr, value } = object.QueryInterface(iid);
  if (FAILED(hr) || value === null) return undefined;
  try {
    return use(value);
  } finally {
    value.Release();
  }
}

/** The answer of a question; whatever the provider throws is one. */
export function answered(question: () => Answer): Answer {
  try {
    return question();
  } catch (error) {
    return no(`it threw ${errorText(error)}`);
  }
}

/** A code as reports show it; or what came in its place. */
export function code(hr: unknown): string {
  return isHresult(hr) ? formatHresult(hresult(hr)) : errorText(hr);
}
