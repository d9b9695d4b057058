// IMAPIProp, which stores, folders, messages and attachments have in common.
#pragma once

#include "logon-scope.h"
#include "schema.h"

namespace native_store {

// What the eleven methods need to know of an object.
class PropertyHost {
 public:
  explicit PropertyHost(LogonScopePtr scope) : scope_(std::move(scope)) {}

  const LogonScopePtr& scope() const { return scope_; }
  Store& store() const { return scope_->store(); }
  LastError& last_error() { return last_error_; }

  // The object as it is now.
  virtual ObjectFacts Facts() = 0;
  // Changes the stored properties: at once, or in what the next save makes permanent.
  virtual void Change(const std::function<void(PropertyBag&)>& change) = 0;
  // Why a property may not be set now, besides being computed; S_OK when it may.
  virtual HRESULT Refusal(const Property&) { return S_OK; }
  // Opens a property that is an object; false where there is no such view of it.
  virtual bool OpenObject(ULONG /*tag*/, REFIID /*iid*/, ULONG /*flags*/, LPUNKNOWN* /*object*/) { return false; }
  virtual const IID& OwnInterface() const = 0;
  virtual IMAPIProp* AsProp() = 0;

  void RequireWritable() {
    if (!Facts().is_writable) throw Failure(MAPI_E_NO_ACCESS, "the object is open for reading only");
  }

 protected:
  ~PropertyHost() = default;

 private:
  LogonScopePtr scope_;
  LastError last_error_;
};

// Their bodies. What is wrong leaves them as an exception.
HRESULT GetPropsOf(PropertyHost& host, LPSPropTagArray tags, ULONG flags, ULONG* count, LPSPropValue* values);
HRESULT GetPropListOf(PropertyHost& host, ULONG flags, LPSPropTagArray* tags);
HRESULT OpenPropertyOf(PropertyHost& host, ULONG tag, LPCIID iid, ULONG flags, LPUNKNOWN* object);
HRESULT SetPropsOf(PropertyHost& host, ULONG count, LPSPropValue values, LPSPropProblemArray* problems);
HRESULT DeletePropsOf(PropertyHost& host, LPSPropTagArray tags, LPSPropProblemArray* problems);

}  // namespace native_store
