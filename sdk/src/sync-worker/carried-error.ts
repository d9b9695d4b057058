import { FAILED, hresult, isHresult } from '../com/hresult.js';
import { MapiError } from '../com/mapi-error.js';

/**
 * An error as it goes from one thread to another.
 *
 * The structured clone of an Error leaves out its code and everything else that a library has added to it.
 */
export type CarriedError =
  | {
      readonly name: string;
      readonly message: string;
      readonly stack: string | undefined;
      /** What else it has, as far as that can be cloned: `code`, `errno`, `hr` ... */
      readonly properties: Readonly<Record<string, unknown>>;
      readonly cause?: CarriedError;
      /** Of an AggregateError. */
      readonly errors?: readonly CarriedError[];
    }
  /** Something else was thrown. */
  | { readonly thrown: unknown };

/** Longer chains of causes are cut: an error may be its own cause. */
const DEEPEST = 8;
const APART = new Set(['name', 'message', 'stack', 'cause', 'errors']);

type ErrorClass = new (message: string) => Error;
const CLASSES: Readonly<Record<string, ErrorClass>> = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError };

/** Makes of whatever was thrown what a port takes. */
export function carryError(thrown: unknown, depth = 0): CarriedError {
  if (!(thrown instanceof Error)) return { thrown: isCloneable(thrown) ? thrown : String(thrown) };
  const { name, message, stack } = thrown;
  const carried = { name, message, stack, properties: propertiesOf(thrown) };
  if (depth === DEEPEST) return carried;
  const errors = thrown instanceof AggregateError ? thrown.errors : undefined;
  return {
    ...carried,
    ...(thrown.cause !== undefined && { cause: carryError(thrown.cause, depth + 1) }),
    ...(errors !== undefined && { errors: errors.map((error) => carryError(error, depth + 1)) }),
  };
}

/** Makes an error of it again: of the same class where the language or the SDK has that, of the same name anyway. */
export function reviveError(carried: CarriedError): unknown {
  if ('thrown' in carried) return carried.thrown;
  const { name, message, stack, properties, cause, errors } = carried;
  const error = newError(carried);
  set(error, 'message', message);
  set(error, 'stack', stack);
  if (error.name !== name) set(error, 'name', name);
  for (const [key, value] of Object.entries(properties)) Object.assign(error, { [key]: value });
  if (cause !== undefined) set(error, 'cause', reviveError(cause));
  if (errors !== undefined) set(error, 'errors', errors.map(reviveError));
  return error;
}

function newError({ name, message, properties, errors }: Exclude<CarriedError, { thrown: unknown }>): Error {
  const { hr } = properties;
  if (name === 'MapiError' && isHresult(hr) && FAILED(hresult(hr))) return new MapiError(hresult(hr), message);
  if (errors !== undefined) return new AggregateError([], message);
  return new (CLASSES[name] ?? Error)(message);
}

/** As Error has them itself: not among what is enumerated. */
function set(error: Error, key: string, value: unknown): void {
  Object.defineProperty(error, key, { value, writable: true, enumerable: false, configurable: true });
}

function propertiesOf(error: Error): Record<string, unknown> {
  // A library may have its code in a getter of the class.
  const names = new Set([...Object.getOwnPropertyNames(error), ...('code' in error ? ['code'] : [])]);
  const properties: Record<string, unknown> = {};
  for (const name of names) {
    const value: unknown = Reflect.get(error, name);
    if (!APART.has(name) && isCloneable(value)) properties[name] = value;
  }
  return properties;
}

function isCloneable(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}
