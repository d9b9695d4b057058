/*
 * The two interfaces of fast shutdown, for those whose MAPI headers lack them: Microsoft's have them since Outlook
 * 2010, the older ones and those of mingw-w64 do not. Include it after mapidefs.h (mapix.h, mapispi.h); where the
 * interfaces are declared already it declares nothing. C and C++, MSVC, mingw-w64, g++ and clang.
 *
 * The IIDs are made where all others are: in the one source file that defines INITGUID before it includes the headers.
 * If that file picks what it needs by USES_IID_ names, as mapiguid.h lets it, define USES_IID_IMAPIProviderShutdown
 * (and, in a client, USES_IID_IMAPIClientShutdown) as well.
 *
 * https://learn.microsoft.com/office/client-developer/outlook/mapi/imapiprovidershutdowniunknown
 * https://learn.microsoft.com/office/client-developer/outlook/mapi/imapiclientshutdowniunknown
 */
#ifndef MAPI_FAST_SHUTDOWN_H
#define MAPI_FAST_SHUTDOWN_H

#include <mapidefs.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef MAPI_IMAPICLIENTSHUTDOWN_METHODS

/* What a client calls: QueryInterface any IMAPISession for it. Slots 3, 4 and 5 of the vtable, in this order. */
#define MAPI_IMAPICLIENTSHUTDOWN_METHODS(IPURE) \
  MAPIMETHOD(QueryFastShutdown) (THIS) IPURE; \
  MAPIMETHOD(NotifyProcessShutdown) (THIS) IPURE; \
  MAPIMETHOD(DoFastShutdown) (THIS) IPURE;

DECLARE_MAPI_INTERFACE_PTR(IMAPIClientShutdown, LPMAPICLIENTSHUTDOWN);
#undef INTERFACE
#define INTERFACE IMAPIClientShutdown
DECLARE_MAPI_INTERFACE_(IMAPIClientShutdown, IUnknown) {
  BEGIN_INTERFACE
  MAPI_IUNKNOWN_METHODS(PURE)
  MAPI_IMAPICLIENTSHUTDOWN_METHODS(PURE)
};

#if !defined(INITGUID) || defined(USES_IID_IMAPIClientShutdown)
DEFINE_OLEGUID(IID_IMAPIClientShutdown, 0x00020397, 0, 0);
#endif

#endif /* MAPI_IMAPICLIENTSHUTDOWN_METHODS */

#ifndef MAPI_IMAPIPROVIDERSHUTDOWN_METHODS

/* What a provider implements: on its provider object (IMSProvider, IXPProvider, IABProvider), not on a logon object. */
#define MAPI_IMAPIPROVIDERSHUTDOWN_METHODS(IPURE) \
  MAPIMETHOD(QueryFastShutdown) (THIS) IPURE; \
  MAPIMETHOD(NotifyProcessShutdown) (THIS) IPURE; \
  MAPIMETHOD(DoFastShutdown) (THIS) IPURE;

DECLARE_MAPI_INTERFACE_PTR(IMAPIProviderShutdown, LPMAPIPROVIDERSHUTDOWN);
#undef INTERFACE
#define INTERFACE IMAPIProviderShutdown
DECLARE_MAPI_INTERFACE_(IMAPIProviderShutdown, IUnknown) {
  BEGIN_INTERFACE
  MAPI_IUNKNOWN_METHODS(PURE)
  MAPI_IMAPIPROVIDERSHUTDOWN_METHODS(PURE)
};

#if !defined(INITGUID) || defined(USES_IID_IMAPIProviderShutdown)
DEFINE_OLEGUID(IID_IMAPIProviderShutdown, 0x00020398, 0, 0);
#endif

#endif /* MAPI_IMAPIPROVIDERSHUTDOWN_METHODS */

#ifdef __cplusplus
}
#endif

#endif /* MAPI_FAST_SHUTDOWN_H */
