// The object that MAPI gets first of a provider: IMSProvider, IXPProvider or IABProvider, and with fast shutdown
// IMAPIProviderShutdown besides.
#pragma once

#include "com.h"
#include "mapi-headers.h"

namespace native {

// IUnknown for a provider object. `Self` derives from this, and writes the methods of both interfaces.
//
// Two interfaces that do not derive from each other: `Interface` is the main one, which was there, and
// IMAPIProviderShutdown, which fast shutdown adds, has a vtable of its own, at another address in the object.
// QueryInterface has to give the pointer to that one, and the compiler turns it back into `this` when a method is called
// through it: what makes that work is the static_cast in QueryInterface. Both have an IUnknown, which is written here,
// once for both.
template <typename Self, typename Interface>
class ProviderObject : public Interface, public IMAPIProviderShutdown {
 public:
  STDMETHODIMP QueryInterface(REFIID iid, LPVOID* object) noexcept override {
    if (object == nullptr) return MAPI_E_INVALID_PARAMETER;
    *object = nullptr;
    if (IsEqualIID(iid, IID_IUnknown) || IsEqualIID(iid, Self::kInterfaceId)) {
      // The identity of the object is this pointer, through whichever interface it is asked for.
      *object = static_cast<Interface*>(this);
    } else if (IsEqualIID(iid, IID_IMAPIProviderShutdown)) {
      *object = static_cast<IMAPIProviderShutdown*>(this);
    } else {
      return E_NOINTERFACE;
    }
    AddRef();
    return S_OK;
  }

  STDMETHODIMP_(ULONG) AddRef() noexcept override { return references_.Add(); }

  STDMETHODIMP_(ULONG) Release() noexcept override {
    const ULONG left = references_.Remove();
    if (left == 0) delete static_cast<Self*>(this);
    return left;
  }

 protected:
  ProviderObject() = default;
  ProviderObject(const ProviderObject&) = delete;
  ProviderObject& operator=(const ProviderObject&) = delete;
  ~ProviderObject() = default;

 private:
  ReferenceCount references_;
};

}  // namespace native
