// The one file in which the IIDs that this library uses are defined; elsewhere they are declared.
#define INITGUID
#define USES_IID_IMAPITable
#define USES_IID_IMessage
#define USES_IID_IXPLogon
#define USES_IID_IXPProvider
#define USES_IID_IMAPIProviderShutdown

#include "mapi.h"
