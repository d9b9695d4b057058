#include "restriction.h"

#include "failure.h"

namespace native {

namespace {

constexpr int kDeepest = 64;

[[noreturn]] void TooComplex(const char* why) { throw Failure(MAPI_E_TOO_COMPLEX, why); }
[[noreturn]] void Invalid(const char* why) { throw Failure(MAPI_E_INVALID_PARAMETER, why); }

ULONG ComparedType(ULONG tag) { return KeptType(PROP_TYPE(tag) & ~MV_INSTANCE); }

void RequireRelation(ULONG relation) {
  if (relation == RELOP_RE) TooComplex("there are no regular expressions");
  if (relation > RELOP_NE) Invalid("there is no such relation");
}

Property Constant(ULONG tag, const SPropValue* value) {
  if (value == nullptr) Invalid("a restriction compares with nothing");
  if (PROP_TYPE(tag) == PT_OBJECT || (tag & MV_INSTANCE) != 0) TooComplex("the property has no values to compare");
  Property constant = FromMapi(*value);
  const ULONG type = ComparedType(tag);
  const ULONG given = PROP_TYPE(constant.tag);
  if (type != given && type != (given | MV_FLAG)) TooComplex("property and constant are of different types");
  return constant;
}

Restriction Copy(const SRestriction& from, bool has_subrows, int depth);

std::vector<Restriction> CopyAll(ULONG count, LPSRestriction first, bool has_subrows, int depth) {
  if (count > 0 && first == nullptr) Invalid("a restriction is missing");
  std::vector<Restriction> parts;
  for (ULONG index = 0; index < count; ++index) parts.push_back(Copy(first[index], has_subrows, depth + 1));
  return parts;
}

bool IsSubobject(ULONG tag) {
  return PROP_ID(tag) == PROP_ID(PR_MESSAGE_RECIPIENTS) || PROP_ID(tag) == PROP_ID(PR_MESSAGE_ATTACHMENTS);
}

Restriction Copy(const SRestriction& from, bool has_subrows, int depth) {
  if (depth > kDeepest) TooComplex("the restriction is nested too deeply");
  Restriction to;
  to.type = from.rt;
  switch (from.rt) {
    case RES_AND:
      to.parts = CopyAll(from.res.resAnd.cRes, from.res.resAnd.lpRes, has_subrows, depth);
      break;
    case RES_OR:
      to.parts = CopyAll(from.res.resOr.cRes, from.res.resOr.lpRes, has_subrows, depth);
      break;
    case RES_NOT:
      to.parts = CopyAll(1, from.res.resNot.lpRes, has_subrows, depth);
      break;
    case RES_CONTENT: {
      const SContentRestriction& content = from.res.resContent;
      if (content.ulFuzzyLevel > 0x7FFFF || (content.ulFuzzyLevel & 0xFFFF) > FL_PREFIX)
        Invalid("an unknown fuzzy level");
      const ULONG type = ComparedType(content.ulPropTag) & ~MV_FLAG;
      if (type != PT_UNICODE && type != PT_BINARY) TooComplex("only text and bytes have a content");
      to.fuzzy_level = content.ulFuzzyLevel;
      to.tag = content.ulPropTag;
      to.constant = Constant(content.ulPropTag, content.lpProp);
      break;
    }
    case RES_PROPERTY:
      RequireRelation(from.res.resProperty.relop);
      to.relation = from.res.resProperty.relop;
      to.tag = from.res.resProperty.ulPropTag;
      to.constant = Constant(to.tag, from.res.resProperty.lpProp);
      break;
    case RES_COMPAREPROPS: {
      const SComparePropsRestriction& compare = from.res.resCompareProps;
      RequireRelation(compare.relop);
      to.relation = compare.relop;
      to.tag = compare.ulPropTag1;
      to.other_tag = compare.ulPropTag2;
      if (PROP_TYPE(to.tag) == PT_OBJECT || ComparedType(to.tag) != ComparedType(to.other_tag)) {
        TooComplex("the properties are of different types");
      }
      break;
    }
    case RES_BITMASK:
      to.relation = from.res.resBitMask.relBMR;
      to.tag = from.res.resBitMask.ulPropTag;
      to.mask = from.res.resBitMask.ulMask;
      if (to.relation > BMR_NEZ) Invalid("there is no such relation");
      if (PROP_TYPE(to.tag) != PT_LONG && PROP_TYPE(to.tag) != PT_I2) TooComplex("only numbers have bits");
      break;
    case RES_SIZE:
      RequireRelation(from.res.resSize.relop);
      to.relation = from.res.resSize.relop;
      to.tag = from.res.resSize.ulPropTag;
      to.size = from.res.resSize.cb;
      break;
    case RES_EXIST:
      to.tag = from.res.resExist.ulPropTag;
      break;
    case RES_SUBRESTRICTION:
      to.tag = from.res.resSub.ulSubObject;
      if (!has_subrows || !IsSubobject(to.tag)) TooComplex("the rows have no such table inside");
      to.parts = CopyAll(1, from.res.resSub.lpRes, false, depth);
      break;
    case RES_COMMENT:
      if (from.res.resComment.lpRes != nullptr) to.parts = CopyAll(1, from.res.resComment.lpRes, has_subrows, depth);
      break;
    default:
      Invalid("there is no such restriction");
  }
  return to;
}

bool Holds(ULONG relation, int order) {
  switch (relation) {
    case RELOP_LT:
      return order < 0;
    case RELOP_LE:
      return order <= 0;
    case RELOP_GT:
      return order > 0;
    case RELOP_GE:
      return order >= 0;
    case RELOP_EQ:
      return order == 0;
    default:
      return order != 0;
  }
}

// Tries a value; of several that stand against one, each.
template <typename Test>
bool AnyOf(const Value& value, const Value& wanted, const Test& test) {
  if (value.index() == wanted.index()) return test(value);
  if (const auto* const integers = std::get_if<std::vector<std::int64_t>>(&value)) {
    return std::any_of(integers->begin(), integers->end(), [&](std::int64_t one) { return test(Value(one)); });
  }
  if (const auto* const doubles = std::get_if<std::vector<double>>(&value)) {
    return std::any_of(doubles->begin(), doubles->end(), [&](double one) { return test(Value(one)); });
  }
  if (const auto* const texts = std::get_if<std::vector<Text>>(&value)) {
    return std::any_of(texts->begin(), texts->end(), [&](const Text& one) { return test(Value(one)); });
  }
  if (const auto* const blocks = std::get_if<std::vector<Bytes>>(&value)) {
    return std::any_of(blocks->begin(), blocks->end(), [&](const Bytes& one) { return test(Value(one)); });
  }
  return false;
}

template <typename Sequence>
bool Contains(const Sequence& all, const Sequence& wanted, ULONG fuzzy_level) {
  switch (fuzzy_level & 0xFFFF) {
    case FL_SUBSTRING:
      return std::search(all.begin(), all.end(), wanted.begin(), wanted.end()) != all.end() || wanted.empty();
    case FL_PREFIX:
      return all.size() >= wanted.size() && std::equal(wanted.begin(), wanted.end(), all.begin());
    default:
      return all == wanted;
  }
}

bool ContentMatches(const Value& value, const Value& wanted, ULONG fuzzy_level) {
  if (const auto* const bytes = std::get_if<Bytes>(&value))
    return Contains(*bytes, std::get<Bytes>(wanted), fuzzy_level);
  const auto& text = std::get<Text>(value);
  const auto& part = std::get<Text>(wanted);
  if ((fuzzy_level & (FL_IGNORECASE | FL_LOOSE)) == 0) return Contains(text, part, fuzzy_level);
  return Contains(Folded(text), Folded(part), fuzzy_level);
}

}  // namespace

Restriction CopyRestriction(const SRestriction& restriction, bool has_subrows) {
  return Copy(restriction, has_subrows, 0);
}

const Property* ValueInRow(const Row& row, ULONG tag) {
  const Property* const property = row.Find(tag);
  if (property == nullptr || PROP_TYPE(tag) == PT_ERROR) return nullptr;
  if (PROP_TYPE(tag) == PT_UNSPECIFIED || KeptType(PROP_TYPE(tag)) == PROP_TYPE(property->tag)) return property;
  return nullptr;
}

bool Satisfies(const Row& row, const Restriction& restriction, const Subrows& subrows) {
  const auto satisfies = [&](const Restriction& part) { return Satisfies(row, part, subrows); };
  const auto& parts = restriction.parts;
  const Property* const property = ValueInRow(row, restriction.tag);
  switch (restriction.type) {
    case RES_AND:
    case RES_COMMENT:
      return std::all_of(parts.begin(), parts.end(), satisfies);
    case RES_OR:
      return std::any_of(parts.begin(), parts.end(), satisfies);
    case RES_NOT:
      return !satisfies(parts.front());
    case RES_CONTENT:
      return property != nullptr && AnyOf(property->value, restriction.constant.value, [&](const Value& value) {
               return ContentMatches(value, restriction.constant.value, restriction.fuzzy_level);
             });
    case RES_PROPERTY:
      return property != nullptr && AnyOf(property->value, restriction.constant.value, [&](const Value& value) {
               return Holds(restriction.relation, Compare(value, restriction.constant.value));
             });
    case RES_COMPAREPROPS: {
      const Property* const other = ValueInRow(row, restriction.other_tag);
      return property != nullptr && other != nullptr &&
             Holds(restriction.relation, Compare(property->value, other->value));
    }
    case RES_BITMASK: {
      if (property == nullptr) return false;
      const bool is_zero = (static_cast<ULONG>(std::get<std::int64_t>(property->value)) & restriction.mask) == 0;
      return is_zero == (restriction.relation == BMR_EQZ);
    }
    case RES_SIZE: {
      if (property == nullptr) return false;
      const std::size_t size = SizeOf(*property);
      return Holds(restriction.relation, size < restriction.size ? -1 : size > restriction.size ? 1 : 0);
    }
    case RES_EXIST:
      return property != nullptr || (subrows && IsSubobject(restriction.tag));
    case RES_SUBRESTRICTION: {
      const std::vector<Row> inside = subrows(row, restriction.tag);
      return std::any_of(inside.begin(), inside.end(),
                         [&](const Row& one) { return Satisfies(one, parts.front(), Subrows{}); });
    }
    default:
      return false;
  }
}

void CollectTags(const Restriction& restriction, std::vector<ULONG>* tags) {
  switch (restriction.type) {
    case RES_SUBRESTRICTION:
      tags->push_back(PR_ENTRYID);
      return;
    case RES_AND:
    case RES_OR:
    case RES_NOT:
    case RES_COMMENT:
      for (const Restriction& part : restriction.parts) CollectTags(part, tags);
      return;
    default:
      tags->push_back(restriction.tag);
      if (restriction.type == RES_COMPAREPROPS) tags->push_back(restriction.other_tag);
  }
}

}  // namespace native
