// An object of MAPI with properties: the methods of IMAPIProp for whatever interface is built on it.
#pragma once

#include "property-host.h"
#include "property-names.h"

namespace native {

// `Host` is a PropertyHost that knows the logon: scope() points to the LogonBase.
template <typename Self, typename Interface, typename Host>
class PropertyObject : public ComObject<Self, Interface>, public Host {
 public:
  STDMETHODIMP GetLastError(HRESULT hr, ULONG flags, LPMAPIERROR* error) noexcept override {
    return this->last_error().Get(hr, flags, error);
  }
  // What has no save of its own has nothing to save.
  STDMETHODIMP SaveChanges(ULONG) noexcept override {
    return Guard([]() -> HRESULT { return S_OK; });
  }
  STDMETHODIMP GetProps(LPSPropTagArray tags, ULONG flags, ULONG* count, LPSPropValue* values) noexcept override {
    return Guard([&] { return GetPropsOf(*this, tags, flags, count, values); });
  }
  STDMETHODIMP GetPropList(ULONG flags, LPSPropTagArray* tags) noexcept override {
    return Guard([&] { return GetPropListOf(*this, flags, tags); });
  }
  STDMETHODIMP OpenProperty(ULONG tag, LPCIID iid, ULONG /*options*/, ULONG flags,
                            LPUNKNOWN* object) noexcept override {
    return Guard([&] { return OpenPropertyOf(*this, tag, iid, flags, object); });
  }
  STDMETHODIMP SetProps(ULONG count, LPSPropValue values, LPSPropProblemArray* problems) noexcept override {
    return Guard([&] { return SetPropsOf(*this, count, values, problems); });
  }
  STDMETHODIMP DeleteProps(LPSPropTagArray tags, LPSPropProblemArray* problems) noexcept override {
    return Guard([&] { return DeletePropsOf(*this, tags, problems); });
  }
  // MAPI copies, through the methods of both objects: recipients, attachments and names included.
  STDMETHODIMP CopyTo(ULONG excluded_count, LPCIID excluded, LPSPropTagArray excluded_props, UIntParam ui_param,
                      LPMAPIPROGRESS progress, LPCIID iid, LPVOID destination, ULONG flags,
                      LPSPropProblemArray* problems) noexcept override {
    return Guard([&]() -> HRESULT {
      return this->scope()->support().DoCopyTo(&this->OwnInterface(), AsProp(), excluded_count, excluded,
                                               excluded_props, ui_param, progress, iid, destination,
                                               flags & ~MAPI_DECLINE_OK, problems);
    });
  }
  STDMETHODIMP CopyProps(LPSPropTagArray included, UIntParam ui_param, LPMAPIPROGRESS progress, LPCIID iid,
                         LPVOID destination, ULONG flags, LPSPropProblemArray* problems) noexcept override {
    return Guard([&]() -> HRESULT {
      return this->scope()->support().DoCopyProps(&this->OwnInterface(), AsProp(), included, ui_param, progress, iid,
                                                  destination, flags & ~MAPI_DECLINE_OK, problems);
    });
  }
  STDMETHODIMP GetNamesFromIDs(LPSPropTagArray* tags, LPGUID property_set, ULONG flags, ULONG* count,
                               LPMAPINAMEID** names) noexcept override {
    return Guard([&] { return GetNamesFromIds(this->Names(), tags, property_set, flags, count, names); });
  }
  STDMETHODIMP GetIDsFromNames(ULONG count, LPMAPINAMEID* names, ULONG flags, LPSPropTagArray* tags) noexcept override {
    return Guard([&] { return GetIdsFromNamesOf(*this, count, names, flags, tags); });
  }

  IMAPIProp* AsProp() override { return static_cast<Interface*>(this); }
  HRESULT Run(const std::function<HRESULT()>& body) noexcept override { return Guard(body); }

 protected:
  using Host::Host;
  ~PropertyObject() = default;

  template <typename Body>
  HRESULT Guard(Body&& body) noexcept {
    return this->scope()->Guard(this->last_error(), std::forward<Body>(body));
  }
};

}  // namespace native
