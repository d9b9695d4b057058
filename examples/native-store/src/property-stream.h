// IStream over one property.
#pragma once

#include "com.h"
#include "property-host.h"

namespace native_store {

// IMAPIProp::OpenProperty for IID_IStream.
ComPtr<IUnknown> OpenStream(PropertyHost& host, ULONG tag, ULONG flags);

}  // namespace native_store
