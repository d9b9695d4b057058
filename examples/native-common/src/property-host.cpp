#include "property-host.h"

#include <algorithm>

#include "byte-stream.h"
#include "failure.h"
#include "property-names.h"

namespace native {

namespace {

void GiveProblems(const std::vector<SPropProblem>& problems, LPSPropProblemArray* to) {
  if (to == nullptr) return;
  *to = nullptr;
  if (problems.empty()) return;
  MapiBlock block(CbNewSPropProblemArray(problems.size()));
  auto* const array = block.As<SPropProblemArray>();
  array->cProblem = static_cast<ULONG>(problems.size());
  std::copy(problems.begin(), problems.end(), array->aProblem);
  *to = block.Give<SPropProblemArray>();
}

ComPtr<IUnknown> OpenStream(PropertyHost& host, ULONG tag, ULONG flags) {
  const ULONG type = PROP_TYPE(tag);
  if (type != PT_BINARY && type != PT_UNICODE && type != PT_STRING8) {
    throw Failure(MAPI_E_INTERFACE_NOT_SUPPORTED, "there are streams of text and binary properties alone");
  }
  const bool is_writable = (flags & MAPI_MODIFY) != 0;
  if (is_writable) host.RequireWritable();
  const auto view = host.View();
  if (is_writable && view->IsComputed(tag)) throw Failure(MAPI_E_COMPUTED, "the provider computes the property");
  const std::optional<Property> found = view->Find(tag);
  if (found && PROP_TYPE(found->tag) != KeptType(type)) {
    throw Failure(MAPI_E_UNEXPECTED_TYPE, "the property is of another type");
  }
  const bool creates = (flags & MAPI_CREATE) != 0;
  if (!found && !creates) throw Failure(MAPI_E_NOT_FOUND, "the object does not have the property");
  const bool appends = (flags & STREAM_APPEND) != 0;
  auto state = std::make_shared<ByteStreamState>();
  state->owner = ComPtr<IUnknown>::Share(host.AsProp());
  state->run = [&host](const std::function<HRESULT()>& body) { return host.Run(body); };
  state->commit = [&host, tag](const Bytes& bytes) {
    host.RequireWritable();
    Property property = host.Streamed(tag, bytes);
    Demand(host.Refusal(property), "changing the property");
    host.Change([&](PropertyBag& properties) { properties.Set(std::move(property)); });
  };
  state->is_writable = is_writable;
  if (found && (!creates || appends)) state->bytes = StreamBytes(*found, type);
  state->committed = state->bytes;
  return MakeStream(std::move(state), appends);
}

}  // namespace

Property PropertyHost::Streamed(ULONG tag, const Bytes& bytes) { return FromStream(tag, bytes); }

HRESULT GetPropsOf(PropertyHost& host, LPSPropTagArray tags, ULONG flags, ULONG* count, LPSPropValue* values) {
  if (count == nullptr || values == nullptr) return MAPI_E_INVALID_PARAMETER;
  const bool unicode = (flags & MAPI_UNICODE) != 0;
  const auto view = host.View();
  std::vector<Property> answers;
  if (tags == nullptr) {
    answers = view->All();
    for (Property& property : answers) property.tag = ShownTag(property.tag, unicode);
  } else {
    const std::vector<ULONG> objects = view->ObjectTags();
    answers.reserve(tags->cValues);
    for (ULONG index = 0; index < tags->cValues; ++index) {
      const ULONG tag = tags->aulPropTag[index];
      const bool is_object = std::any_of(objects.begin(), objects.end(),
                                         [tag](ULONG object) { return PROP_ID(object) == PROP_ID(tag); });
      answers.push_back(is_object ? ErrorProperty(tag, MAPI_E_NOT_ENOUGH_MEMORY)
                                  : Answer(view->Find(tag), tag, unicode));
    }
  }
  const bool is_whole =
      std::none_of(answers.begin(), answers.end(), [](const Property& one) { return PROP_TYPE(one.tag) == PT_ERROR; });
  *count = static_cast<ULONG>(answers.size());
  *values = GiveValues(answers);
  return is_whole ? S_OK : MAPI_W_ERRORS_RETURNED;
}

HRESULT GetPropListOf(PropertyHost& host, ULONG flags, LPSPropTagArray* tags) {
  if (tags == nullptr) return MAPI_E_INVALID_PARAMETER;
  const bool unicode = (flags & MAPI_UNICODE) != 0;
  const auto view = host.View();
  std::vector<ULONG> list;
  for (const Property& property : view->All()) list.push_back(ShownTag(property.tag, unicode));
  for (const ULONG tag : view->ObjectTags()) list.push_back(tag);
  *tags = GiveTags(list);
  return S_OK;
}

HRESULT OpenPropertyOf(PropertyHost& host, ULONG tag, LPCIID iid, ULONG flags, LPUNKNOWN* object) {
  if (iid == nullptr || object == nullptr) return MAPI_E_INVALID_PARAMETER;
  *object = nullptr;
  if ((flags & MAPI_CREATE) != 0 && (flags & MAPI_MODIFY) == 0) return MAPI_E_INVALID_PARAMETER;
  if (host.OpenObject(tag, *iid, flags, object)) return S_OK;
  if (!IsEqualIID(*iid, IID_IStream)) return MAPI_E_INTERFACE_NOT_SUPPORTED;
  *object = OpenStream(host, tag, flags).Detach();
  return S_OK;
}

HRESULT SetPropsOf(PropertyHost& host, ULONG count, LPSPropValue values, LPSPropProblemArray* problems) {
  if (count > 0 && values == nullptr) return MAPI_E_INVALID_PARAMETER;
  host.RequireWritable();
  const auto view = host.View();
  std::vector<Property> accepted;
  std::vector<SPropProblem> refused;
  for (ULONG index = 0; index < count; ++index) {
    const ULONG tag = values[index].ulPropTag;
    const ULONG type = PROP_TYPE(tag);
    if (type == PT_OBJECT || type == PT_UNSPECIFIED) return MAPI_E_INVALID_PARAMETER;
    // Clients pass on what GetProps gave them: what says why something is not there is no value.
    if (type == PT_ERROR || tag == PR_NULL) continue;
    const bool has_no_id = PROP_ID(tag) == PROP_ID_NULL || PROP_ID(tag) == PROP_ID_INVALID;
    if (has_no_id || view->IsComputed(tag)) {
      refused.push_back({index, tag, has_no_id ? MAPI_E_UNEXPECTED_ID : MAPI_E_COMPUTED});
      continue;
    }
    try {
      // The memory is the caller's, and gone after the call.
      Property property = FromMapi(values[index]);
      const HRESULT hr = host.Refusal(property);
      if (FAILED(hr)) {
        refused.push_back({index, tag, hr});
      } else {
        accepted.push_back(std::move(property));
      }
    } catch (const Failure& failure) {
      refused.push_back({index, tag, failure.hr()});
    }
  }
  if (!accepted.empty()) {
    host.Change([&](PropertyBag& properties) {
      for (Property& property : accepted) properties.Set(std::move(property));
    });
  }
  GiveProblems(refused, problems);
  return S_OK;
}

HRESULT DeletePropsOf(PropertyHost& host, LPSPropTagArray tags, LPSPropProblemArray* problems) {
  if (tags == nullptr) return MAPI_E_INVALID_PARAMETER;
  host.RequireWritable();
  const auto view = host.View();
  std::vector<ULONG> present;
  std::vector<SPropProblem> refused;
  for (ULONG index = 0; index < tags->cValues; ++index) {
    const ULONG tag = tags->aulPropTag[index];
    if (view->IsComputed(tag)) {
      refused.push_back({index, tag, MAPI_E_COMPUTED});
    } else if (view->Find(tag)) {
      present.push_back(tag);
    }
  }
  if (!present.empty()) {
    host.Change([&](PropertyBag& properties) {
      for (const ULONG tag : present) properties.Remove(tag);
    });
  }
  GiveProblems(refused, problems);
  return S_OK;
}

HRESULT GetIdsFromNamesOf(PropertyHost& host, ULONG count, LPMAPINAMEID* names, ULONG flags, LPSPropTagArray* tags) {
  std::vector<Text> known = host.Names();
  const std::size_t before = known.size();
  LPSPropTagArray found = nullptr;
  const bool creates = (flags & MAPI_CREATE) != 0;
  const HRESULT hr = GetIdsFromNames(known, count, names, creates, tags == nullptr ? nullptr : &found);
  if (FAILED(hr)) return hr;
  if (known.size() > before) host.KeepNames(std::move(known));
  *tags = found;
  return hr;
}

Property Answer(std::optional<Property> found, ULONG tag, bool unicode) {
  if (!found) return ErrorProperty(tag, MAPI_E_NOT_FOUND);
  const ULONG wanted = PROP_TYPE(tag);
  if (wanted == PT_UNSPECIFIED) {
    found->tag = ShownTag(found->tag, unicode);
  } else if (KeptType(wanted) == PROP_TYPE(found->tag)) {
    found->tag = Retag(tag, wanted);
  } else {
    return ErrorProperty(tag, MAPI_E_UNEXPECTED_TYPE);
  }
  return *std::move(found);
}

}  // namespace native
