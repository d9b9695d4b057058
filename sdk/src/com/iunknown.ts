import { oleGuid } from './guid.js';
import { type InterfaceId, interfaceId } from './interface-id.js';
import type { Result } from './result.js';

/**
 * The root of every COM interface.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/implementing-the-iunknown-interface
 */
export interface IUnknown {
  /**
   * Hands out another interface of the same object, with one reference added.
   *
   * @param iid - the interface wanted (`riid`)
   * @returns S_OK with the interface, or E_NOINTERFACE with null
   */
  QueryInterface<T extends IUnknown>(iid: InterfaceId<T>): Result<T>;
  /**
   * Adds a reference.
   *
   * @returns the new count; for diagnosis only
   */
  AddRef(): number;
  /**
   * Gives a reference back; the object ends at zero.
   *
   * @returns the new count; for diagnosis only
   */
  Release(): number;
}

/** The interface id of {@link IUnknown}: asked through any interface of an object it names the object's identity. */
export const IID_IUnknown: InterfaceId<IUnknown> = interfaceId(oleGuid(0x00000000));
