#include "property-stream.h"

#include "byte-stream.h"

namespace native_store {

ComPtr<IUnknown> OpenStream(PropertyHost& host, ULONG tag, ULONG flags) {
  const ULONG type = PROP_TYPE(tag);
  if (type != PT_BINARY && type != PT_UNICODE && type != PT_STRING8) {
    throw Failure(MAPI_E_INTERFACE_NOT_SUPPORTED, "there are streams of text and binary properties alone");
  }
  const ObjectFacts facts = host.Facts();
  const bool is_writable = (flags & MAPI_MODIFY) != 0;
  if (is_writable) host.RequireWritable();
  if (is_writable && IsReadOnly(facts, tag)) throw Failure(MAPI_E_COMPUTED, "the store computes the property");
  const std::optional<Property> found = FindProperty(facts, tag);
  if (found && PROP_TYPE(found->tag) != KeptType(type)) {
    throw Failure(MAPI_E_UNEXPECTED_TYPE, "the property is of another type");
  }
  const bool creates = (flags & MAPI_CREATE) != 0;
  if (!found && !creates) throw Failure(MAPI_E_NOT_FOUND, "the object does not have the property");
  const bool appends = (flags & STREAM_APPEND) != 0;
  auto state = std::make_shared<ByteStreamState>();
  state->owner = ComPtr<IUnknown>::Share(host.AsProp());
  state->run = [&host](const std::function<HRESULT()>& body) { return host.scope()->Guard(host.last_error(), body); };
  state->commit = [&host, tag](const Bytes& bytes) {
    host.RequireWritable();
    Property property = FromStream(tag, bytes);
    Demand(host.Refusal(property), "changing the property");
    host.Change([&](PropertyBag& properties) { properties.Set(std::move(property)); });
  };
  state->is_writable = is_writable;
  if (found && (!creates || appends)) state->bytes = StreamBytes(*found, type);
  state->committed = state->bytes;
  return MakeStream(std::move(state), appends);
}

}  // namespace native_store
