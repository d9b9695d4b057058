// IMAPIProp of what the store has: the store object, folders, messages and attachments.
#pragma once

#include "logon-scope.h"
#include "property-object.h"
#include "schema.h"

namespace native_store {

class StorePropertyHost : public PropertyHost {
 public:
  explicit StorePropertyHost(LogonScopePtr scope) : scope_(std::move(scope)) {}

  const LogonScopePtr& scope() const { return scope_; }
  Store& store() const { return scope_->store(); }

  // The object as it is now.
  virtual ObjectFacts Facts() = 0;

  std::unique_ptr<ObjectView> View() override;
  void RequireWritable() override;
  std::vector<Text> Names() override;
  void KeepNames(std::vector<Text> names) override;

 protected:
  ~StorePropertyHost() = default;

 private:
  LogonScopePtr scope_;
};

// For Fault::AnsiOnly and Fault::FreesWithTheWrongAllocator.
HRESULT SpoilGetProps(HRESULT hr, LPSPropTagArray tags, ULONG* count, LPSPropValue* values);
HRESULT SpoilSetProps(ULONG count, LPSPropValue values);

template <typename Self, typename Interface>
class StorePropertyObject : public PropertyObject<Self, Interface, StorePropertyHost> {
  using Base = PropertyObject<Self, Interface, StorePropertyHost>;

 public:
  // An object that is not broken takes the two of PropertyObject as they are.
  STDMETHODIMP GetProps(LPSPropTagArray tags, ULONG flags, ULONG* count, LPSPropValue* values) noexcept override {
    const HRESULT hr = Base::GetProps(tags, flags, count, values);
    return kIsBroken ? SpoilGetProps(hr, tags, count, values) : hr;
  }
  STDMETHODIMP SetProps(ULONG count, LPSPropValue values, LPSPropProblemArray* problems) noexcept override {
    const HRESULT hr = kIsBroken ? SpoilSetProps(count, values) : S_OK;
    return FAILED(hr) ? hr : Base::SetProps(count, values, problems);
  }

 protected:
  using Base::Base;
  ~StorePropertyObject() = default;
};

}  // namespace native_store
