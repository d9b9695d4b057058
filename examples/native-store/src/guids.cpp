// The one file in which the IIDs that this library uses are defined; elsewhere they are declared.
#define INITGUID
#define USES_IID_IMAPIProp
#define USES_IID_IMAPIContainer
#define USES_IID_IMAPIFolder
#define USES_IID_IMAPITable
#define USES_IID_IMessage
#define USES_IID_IAttachment
#define USES_IID_IMsgStore
#define USES_IID_IMSLogon
#define USES_IID_IMSProvider
#define USES_IID_IMAPIProviderShutdown

#include "mapi.h"
