// IMAPIProp, which containers, entries and lists have in common.
#pragma once

#include "logon-scope.h"

namespace native_address_book {

// What the eleven methods need to know of an object.
class PropertyHost {
 public:
  explicit PropertyHost(LogonScopePtr scope) : scope_(std::move(scope)) {}

  const LogonScopePtr& scope() const { return scope_; }
  Book& book() const { return scope_->book(); }
  LastError& last_error() { return last_error_; }

  // All properties as they are now, the computed ones among them.
  virtual PropertyBag Shown() = 0;
  // A client may not set it.
  virtual bool IsComputed(ULONG tag) const = 0;
  // The properties that are objects: OpenProperty alone reaches them.
  virtual std::vector<ULONG> ObjectTags() const { return {}; }
  virtual bool OpenObject(ULONG /*tag*/, REFIID /*iid*/, ULONG /*flags*/, LPUNKNOWN* /*object*/) { return false; }
  virtual bool is_writable() const = 0;
  // Changes properties in what the next save makes permanent.
  virtual void Change(const std::function<void(PropertyBag&)>& change) = 0;
  virtual const IID& OwnInterface() const = 0;
  virtual IMAPIProp* AsProp() = 0;

  void RequireWritable() const {
    if (!is_writable()) throw Failure(MAPI_E_NO_ACCESS, "the object is open for reading only");
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
HRESULT GetIdsFromNamesOf(PropertyHost& host, ULONG count, LPMAPINAMEID* names, ULONG flags, LPSPropTagArray* tags);

}  // namespace native_address_book
