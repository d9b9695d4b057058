// The one file in which the IIDs that this library uses are defined; elsewhere they are declared.
#define INITGUID
#define USES_IID_IABContainer
#define USES_IID_IABLogon
#define USES_IID_IABProvider
#define USES_IID_IDistList
#define USES_IID_IMAPIContainer
#define USES_IID_IMAPIProp
#define USES_IID_IMAPITable
#define USES_IID_IMailUser
#define USES_IID_IMAPIProviderShutdown

#include "mapi.h"
