import { FAILED, type IUnknown, type Result } from '@mapi-kit/sdk';

/**
 * Lends an object that was opened, and releases it.
 *
 * @param opened - what the method that opens it returned
 * @param use - what to do with it; not called when it was not opened
 */
export function lend<T extends IUnknown>(opened: Result<T>, use: (object: T) => void): void {
  const { hr, value } = opened;
  if (FAILED(hr) || value === null) return;
  try {
    use(value);
  } finally {
    value.Release();
  }
}
