// IMAPIProp, which most objects of MAPI have in common.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "com.h"
#include "last-error.h"
#include "property-bag.h"

namespace native {

// The properties of an object as they are during one call.
class ObjectView {
 public:
  virtual ~ObjectView() = default;

  // By its id, computed or stored, under the tag that it has.
  virtual std::optional<Property> Find(ULONG tag) const = 0;
  virtual std::vector<Property> All() const = 0;
  // Those that are objects: OpenProperty alone reaches them.
  virtual std::vector<ULONG> ObjectTags() const = 0;
  // A client may not set it.
  virtual bool IsComputed(ULONG tag) const = 0;
};

// What the eleven methods need to know of an object.
class PropertyHost {
 public:
  LastError& last_error() { return last_error_; }

  virtual std::unique_ptr<ObjectView> View() = 0;
  // Fails unless the object was opened for writing.
  virtual void RequireWritable() = 0;
  // Changes the stored properties: at once, or in what the next save makes permanent.
  virtual void Change(const std::function<void(PropertyBag&)>& change) = 0;
  // Why a property may not be set now, besides being computed; S_OK when it may.
  virtual HRESULT Refusal(const Property&) { return S_OK; }
  // Opens a property that is an object; false where there is no such view of it.
  virtual bool OpenObject(ULONG /*tag*/, REFIID /*iid*/, ULONG /*flags*/, LPUNKNOWN* /*object*/) { return false; }
  // What a stream gives to a property.
  virtual Property Streamed(ULONG tag, const Bytes& bytes);
  virtual const IID& OwnInterface() const = 0;
  virtual IMAPIProp* AsProp() = 0;
  // Runs the body of a method of a stream on a property, as those of the object are run.
  virtual HRESULT Run(const std::function<HRESULT()>& body) noexcept = 0;
  // The names of named properties, in the order of their ids.
  virtual std::vector<Text> Names() = 0;
  virtual void KeepNames(std::vector<Text> names) = 0;

 protected:
  ~PropertyHost() = default;

 private:
  LastError last_error_;
};

// Their bodies. What is wrong leaves them as an exception.
HRESULT GetPropsOf(PropertyHost& host, LPSPropTagArray tags, ULONG flags, ULONG* count, LPSPropValue* values);
HRESULT GetPropListOf(PropertyHost& host, ULONG flags, LPSPropTagArray* tags);
HRESULT OpenPropertyOf(PropertyHost& host, ULONG tag, LPCIID iid, ULONG flags, LPUNKNOWN* object);
HRESULT SetPropsOf(PropertyHost& host, ULONG count, LPSPropValue values, LPSPropProblemArray* problems);
HRESULT DeletePropsOf(PropertyHost& host, LPSPropTagArray tags, LPSPropProblemArray* problems);
HRESULT GetIdsFromNamesOf(PropertyHost& host, ULONG count, LPMAPINAMEID* names, ULONG flags, LPSPropTagArray* tags);

// What GetProps answers for a tag: PT_UNSPECIFIED takes any type, of the two string types one stands for the other.
Property Answer(std::optional<Property> found, ULONG tag, bool unicode);

}  // namespace native
