#include "property-host.h"

#include "property-stream.h"

namespace native_store {

namespace {

struct Problem {
  ULONG index;
  ULONG tag;
  SCODE code;
};

void GiveProblems(const std::vector<Problem>& problems, LPSPropProblemArray* to) {
  if (to == nullptr) return;
  *to = nullptr;
  if (problems.empty()) return;
  MapiBlock block(CbNewSPropProblemArray(problems.size()));
  auto* const array = block.As<SPropProblemArray>();
  array->cProblem = static_cast<ULONG>(problems.size());
  for (std::size_t index = 0; index < problems.size(); ++index) {
    array->aProblem[index] = {problems[index].index, problems[index].tag, problems[index].code};
  }
  *to = block.Give<SPropProblemArray>();
}

bool IsObjectTag(const ObjectFacts& facts, ULONG tag) {
  for (const ULONG object : ObjectTags(facts)) {
    if (PROP_ID(object) == PROP_ID(tag)) return true;
  }
  return false;
}

// What GetProps answers for one tag: PT_UNSPECIFIED takes any type, of the two string types one stands for the other.
Property Answer(const ObjectFacts& facts, ULONG tag, bool unicode) {
  if (IsObjectTag(facts, tag)) return ErrorProperty(tag, MAPI_E_NOT_ENOUGH_MEMORY);
  std::optional<Property> found = FindProperty(facts, tag);
  if (!found) return ErrorProperty(tag, MAPI_E_NOT_FOUND);
  const ULONG wanted = PROP_TYPE(tag);
  if (wanted == PT_UNSPECIFIED) {
    found->tag = ShownTag(found->tag, unicode);
  } else if (KeptType(wanted) == PROP_TYPE(found->tag)) {
    found->tag = Retag(tag, wanted);
  } else {
    return ErrorProperty(tag, MAPI_E_UNEXPECTED_TYPE);
  }
  if (HasFault(Fault::AnsiOnly)) {
    if (PROP_TYPE(found->tag) == PT_UNICODE) return ErrorProperty(tag, MAPI_E_BAD_CHARWIDTH);
  }
  return *found;
}

}  // namespace

HRESULT GetPropsOf(PropertyHost& host, LPSPropTagArray tags, ULONG flags, ULONG* count, LPSPropValue* values) {
  if (count == nullptr || values == nullptr) return MAPI_E_INVALID_PARAMETER;
  const bool unicode = (flags & MAPI_UNICODE) != 0;
  const ObjectFacts facts = host.Facts();
  std::vector<Property> answers;
  if (tags == nullptr) {
    answers = AllProperties(facts);
    for (Property& property : answers) property.tag = ShownTag(property.tag, unicode);
  } else {
    answers.reserve(tags->cValues);
    for (ULONG index = 0; index < tags->cValues; ++index) {
      answers.push_back(Answer(facts, tags->aulPropTag[index], unicode));
    }
  }
  std::size_t reserve = 0;
  for (const Property& property : answers) reserve += SizeForMapi(property);
  MapiBlock block((answers.size() + 1) * sizeof(SPropValue), reserve);
  HRESULT hr = S_OK;
  for (std::size_t index = 0; index < answers.size(); ++index) {
    ToMapi(answers[index], block, block.As<SPropValue>() + index);
    if (PROP_TYPE(answers[index].tag) == PT_ERROR) hr = MAPI_W_ERRORS_RETURNED;
  }
  *count = static_cast<ULONG>(answers.size());
  if (HasFault(Fault::FreesWithTheWrongAllocator)) {
    // What operator new has made, MAPIFreeBuffer cannot free.
    auto* const wrong = new SPropValue[answers.size() + 1];
    std::memcpy(wrong, block.As<SPropValue>(), answers.size() * sizeof(SPropValue));
    block.Give<SPropValue>();
    *values = wrong;
    return hr;
  }
  *values = block.Give<SPropValue>();
  return hr;
}

HRESULT GetPropListOf(PropertyHost& host, ULONG flags, LPSPropTagArray* tags) {
  if (tags == nullptr) return MAPI_E_INVALID_PARAMETER;
  const bool unicode = (flags & MAPI_UNICODE) != 0;
  const ObjectFacts facts = host.Facts();
  std::vector<ULONG> list;
  for (const Property& property : AllProperties(facts)) list.push_back(ShownTag(property.tag, unicode));
  for (const ULONG tag : ObjectTags(facts)) list.push_back(tag);
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
  const ObjectFacts facts = host.Facts();
  std::vector<Property> accepted;
  std::vector<Problem> refused;
  for (ULONG index = 0; index < count; ++index) {
    const ULONG tag = values[index].ulPropTag;
    const ULONG type = PROP_TYPE(tag);
    if (type == PT_OBJECT || type == PT_UNSPECIFIED) return MAPI_E_INVALID_PARAMETER;
    // Clients pass on what GetProps gave them: what says why something is not there is no value.
    if (type == PT_ERROR || tag == PR_NULL) continue;
    if (PROP_ID(tag) == PROP_ID_NULL || PROP_ID(tag) == PROP_ID_INVALID) {
      refused.push_back({index, tag, MAPI_E_UNEXPECTED_ID});
      continue;
    }
    if (IsReadOnly(facts, tag)) {
      refused.push_back({index, tag, MAPI_E_COMPUTED});
      continue;
    }
    if (HasFault(Fault::AnsiOnly)) {
      if (type == PT_UNICODE) {
        refused.push_back({index, tag, MAPI_E_BAD_CHARWIDTH});
        continue;
      }
    }
    try {
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
  const ObjectFacts facts = host.Facts();
  std::vector<ULONG> present;
  std::vector<Problem> refused;
  for (ULONG index = 0; index < tags->cValues; ++index) {
    const ULONG tag = tags->aulPropTag[index];
    if (IsReadOnly(facts, tag)) {
      refused.push_back({index, tag, MAPI_E_COMPUTED});
    } else if (facts.properties->Has(tag)) {
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

}  // namespace native_store
