import { type Guid, guid, oleGuid } from '../com/guid.js';

/** The property set of the names that MAPI itself defines. */
export const PS_MAPI: Guid = oleGuid(0x00020328);
/** The property set for string names that anyone may use. */
export const PS_PUBLIC_STRINGS: Guid = oleGuid(0x00020329);
/** The profile section that holds the search key of the profile. */
export const MUID_PROFILE_INSTANCE: Guid = oleGuid(0x00020385);
/** The provider identifier inside the entry id of a one-off recipient. */
export const MAPI_ONE_OFF_UID: Guid = guid('{A41F2B81-A3BE-1910-9D6E-00DD010F5402}');
/** The profile section that every client and provider may share. */
export const PS_PROFILE_PROPERTIES: Guid = guid('{08AC1598-B0AA-1A10-8C93-08002B2A56C2}');
