// Properties from the structures of MAPI, and back.
#include "failure.h"
#include "property.h"

namespace native {

namespace {

std::int64_t FromFileTime(const FILETIME& time) {
  return static_cast<std::int64_t>((static_cast<std::uint64_t>(time.dwHighDateTime) << 32) | time.dwLowDateTime);
}

FILETIME ToFileTime(std::int64_t time) {
  return {static_cast<DWORD>(time), static_cast<DWORD>(static_cast<std::uint64_t>(time) >> 32)};
}

Bytes FromGuid(const GUID& guid) {
  const auto* const first = reinterpret_cast<const BYTE*>(&guid);
  return Bytes(first, first + sizeof guid);
}

[[noreturn]] void BadValue() { throw Failure(MAPI_E_BAD_VALUE, "a value is missing"); }

Bytes FromBinary(const SBinary& binary) {
  if (binary.cb > 0 && binary.lpb == nullptr) BadValue();
  return Bytes(binary.lpb, binary.lpb + binary.cb);
}

// The values of a PT_MV_ type, each through `convert`.
template <typename T, typename Source, typename Convert>
std::vector<T> FromArray(ULONG count, const Source* first, Convert convert) {
  if (count > 0 && first == nullptr) BadValue();
  std::vector<T> result;
  result.reserve(count);
  for (ULONG index = 0; index < count; ++index) result.push_back(convert(first[index]));
  return result;
}

template <typename Source>
std::vector<std::int64_t> Integers(ULONG count, const Source* first) {
  return FromArray<std::int64_t>(count, first, [](Source value) { return static_cast<std::int64_t>(value); });
}

template <typename Source>
std::vector<double> Doubles(ULONG count, const Source* first) {
  return FromArray<double>(count, first, [](Source value) { return static_cast<double>(value); });
}

Text WideText(const WCHAR* text) {
  if (text == nullptr) BadValue();
  return Text(text);
}

Text AnsiText(const char* text) {
  if (text == nullptr) BadValue();
  return FromAnsi(text);
}

Value ValueFromMapi(const SPropValue& property) {
  const auto& value = property.Value;
  switch (PROP_TYPE(property.ulPropTag)) {
    case PT_NULL:
      return {};
    case PT_I2:
      return static_cast<std::int64_t>(value.i);
    case PT_LONG:
      return static_cast<std::int64_t>(value.l);
    case PT_ERROR:
      return static_cast<std::int64_t>(value.err);
    case PT_BOOLEAN:
      return static_cast<std::int64_t>(value.b != 0);
    case PT_I8:
      return static_cast<std::int64_t>(value.li.QuadPart);
    case PT_CURRENCY:
      return static_cast<std::int64_t>(value.cur.int64);
    case PT_SYSTIME:
      return FromFileTime(value.ft);
    case PT_R4:
      return static_cast<double>(value.flt);
    case PT_DOUBLE:
      return value.dbl;
    case PT_APPTIME:
      return value.at;
    case PT_UNICODE:
      return WideText(value.lpszW);
    case PT_STRING8:
      return AnsiText(value.lpszA);
    case PT_BINARY:
      return FromBinary(value.bin);
    case PT_CLSID:
      if (value.lpguid == nullptr) BadValue();
      return FromGuid(*value.lpguid);
    case PT_MV_I2:
      return Integers(value.MVi.cValues, value.MVi.lpi);
    case PT_MV_LONG:
      return Integers(value.MVl.cValues, value.MVl.lpl);
    case PT_MV_I8:
      return FromArray<std::int64_t>(value.MVli.cValues, value.MVli.lpli, [](const auto& one) { return one.QuadPart; });
    case PT_MV_CURRENCY:
      return FromArray<std::int64_t>(value.MVcur.cValues, value.MVcur.lpcur, [](const auto& one) { return one.int64; });
    case PT_MV_SYSTIME:
      return FromArray<std::int64_t>(value.MVft.cValues, value.MVft.lpft, FromFileTime);
    case PT_MV_R4:
      return Doubles(value.MVflt.cValues, value.MVflt.lpflt);
    case PT_MV_DOUBLE:
      return Doubles(value.MVdbl.cValues, value.MVdbl.lpdbl);
    case PT_MV_APPTIME:
      return Doubles(value.MVat.cValues, value.MVat.lpat);
    case PT_MV_UNICODE:
      return FromArray<Text>(value.MVszW.cValues, value.MVszW.lppszW, [](LPCWSTR one) { return WideText(one); });
    case PT_MV_STRING8:
      return FromArray<Text>(value.MVszA.cValues, value.MVszA.lppszA, AnsiText);
    case PT_MV_BINARY:
      return FromArray<Bytes>(value.MVbin.cValues, value.MVbin.lpbin, FromBinary);
    case PT_MV_CLSID:
      return FromArray<Bytes>(value.MVguid.cValues, value.MVguid.lpguid, FromGuid);
    default:
      throw Failure(MAPI_E_INVALID_TYPE, "properties of this type are not kept");
  }
}

// Writes the values of a PT_MV_ type, each through `convert`, and returns where they are.
template <typename Target, typename T, typename Convert>
Target* ToArray(const std::vector<T>& values, MapiBlock& block, ULONG* count, Convert convert) {
  auto* const first = block.More<Target>(values.empty() ? 1 : values.size());
  for (std::size_t index = 0; index < values.size(); ++index) first[index] = convert(values[index]);
  *count = static_cast<ULONG>(values.size());
  return first;
}

template <typename Target, typename T>
Target* Numbers(const std::vector<T>& values, MapiBlock& block, ULONG* count) {
  return ToArray<Target>(values, block, count, [](T value) { return static_cast<Target>(value); });
}

SBinary ToBinary(const Bytes& bytes, MapiBlock& block) {
  return {static_cast<ULONG>(bytes.size()), block.Copy(bytes.data(), bytes.size())};
}

GUID ToGuid(const Bytes& bytes) {
  GUID guid{};
  std::memcpy(&guid, bytes.data(), bytes.size() < sizeof guid ? bytes.size() : sizeof guid);
  return guid;
}

constexpr std::size_t kPerValue = 16;

std::size_t WithTerminator(const Text& text) { return (text.size() + 1) * 4 + kPerValue; }

}  // namespace

Property FromMapi(const SPropValue& value) {
  const ULONG type = KeptType(PROP_TYPE(value.ulPropTag));
  return {Retag(value.ulPropTag, type), ValueFromMapi(value)};
}

void ToMapi(const Property& property, MapiBlock& block, SPropValue* result) {
  result->ulPropTag = property.tag;
  auto& to = result->Value;
  const Value& from = property.value;
  const auto integer = [&from] { return std::get<std::int64_t>(from); };
  const auto& integers = [&from]() -> const auto& { return std::get<std::vector<std::int64_t>>(from); };
  const auto& doubles = [&from]() -> const auto& { return std::get<std::vector<double>>(from); };
  switch (PROP_TYPE(property.tag)) {
    case PT_I2:
      to.i = static_cast<short>(integer());
      break;
    case PT_LONG:
      to.l = static_cast<LONG>(integer());
      break;
    case PT_ERROR:
      to.err = static_cast<SCODE>(integer());
      break;
    case PT_BOOLEAN:
      to.b = static_cast<unsigned short>(integer() != 0);
      break;
    case PT_I8:
      to.li.QuadPart = integer();
      break;
    case PT_CURRENCY:
      to.cur.int64 = integer();
      break;
    case PT_SYSTIME:
      to.ft = ToFileTime(integer());
      break;
    case PT_R4:
      to.flt = static_cast<float>(std::get<double>(from));
      break;
    case PT_DOUBLE:
      to.dbl = std::get<double>(from);
      break;
    case PT_APPTIME:
      to.at = std::get<double>(from);
      break;
    case PT_UNICODE:
      to.lpszW = block.CopyWide(std::get<Text>(from));
      break;
    case PT_STRING8:
      to.lpszA = block.CopyAnsi(std::get<Text>(from));
      break;
    case PT_BINARY:
      to.bin = ToBinary(std::get<Bytes>(from), block);
      break;
    case PT_CLSID:
      to.lpguid = block.More<GUID>(1);
      *to.lpguid = ToGuid(std::get<Bytes>(from));
      break;
    case PT_MV_I2:
      to.MVi.lpi = Numbers<short>(integers(), block, &to.MVi.cValues);
      break;
    case PT_MV_LONG:
      to.MVl.lpl = Numbers<LONG>(integers(), block, &to.MVl.cValues);
      break;
    case PT_MV_I8:
      to.MVli.lpli = ToArray<LARGE_INTEGER>(integers(), block, &to.MVli.cValues, [](std::int64_t one) {
        LARGE_INTEGER result;
        result.QuadPart = one;
        return result;
      });
      break;
    case PT_MV_CURRENCY:
      to.MVcur.lpcur = ToArray<CURRENCY>(integers(), block, &to.MVcur.cValues, [](std::int64_t one) {
        CURRENCY result;
        result.int64 = one;
        return result;
      });
      break;
    case PT_MV_SYSTIME:
      to.MVft.lpft = ToArray<FILETIME>(integers(), block, &to.MVft.cValues, ToFileTime);
      break;
    case PT_MV_R4:
      to.MVflt.lpflt = Numbers<float>(doubles(), block, &to.MVflt.cValues);
      break;
    case PT_MV_DOUBLE:
      to.MVdbl.lpdbl = Numbers<double>(doubles(), block, &to.MVdbl.cValues);
      break;
    case PT_MV_APPTIME:
      to.MVat.lpat = Numbers<double>(doubles(), block, &to.MVat.cValues);
      break;
    case PT_MV_UNICODE:
      to.MVszW.lppszW = ToArray<LPWSTR>(std::get<std::vector<Text>>(from), block, &to.MVszW.cValues,
                                        [&block](const Text& one) { return block.CopyWide(one); });
      break;
    case PT_MV_STRING8:
      to.MVszA.lppszA = ToArray<LPSTR>(std::get<std::vector<Text>>(from), block, &to.MVszA.cValues,
                                       [&block](const Text& one) { return block.CopyAnsi(one); });
      break;
    case PT_MV_BINARY:
      to.MVbin.lpbin = ToArray<SBinary>(std::get<std::vector<Bytes>>(from), block, &to.MVbin.cValues,
                                        [&block](const Bytes& one) { return ToBinary(one, block); });
      break;
    case PT_MV_CLSID:
      to.MVguid.lpguid = ToArray<GUID>(std::get<std::vector<Bytes>>(from), block, &to.MVguid.cValues, ToGuid);
      break;
    default:
      break;
  }
}

std::size_t SizeForMapi(const Property& property) {
  struct Visitor {
    std::size_t operator()(std::monostate) const { return 0; }
    std::size_t operator()(std::int64_t) const { return 0; }
    std::size_t operator()(double) const { return 0; }
    std::size_t operator()(const Text& text) const { return WithTerminator(text); }
    std::size_t operator()(const Bytes& bytes) const { return bytes.size() + kPerValue; }
    std::size_t operator()(const std::vector<std::int64_t>& values) const { return (values.size() + 1) * kPerValue; }
    std::size_t operator()(const std::vector<double>& values) const { return (values.size() + 1) * kPerValue; }
    std::size_t operator()(const std::vector<Text>& values) const {
      std::size_t size = (values.size() + 1) * kPerValue;
      for (const Text& text : values) size += WithTerminator(text);
      return size;
    }
    std::size_t operator()(const std::vector<Bytes>& values) const {
      std::size_t size = (values.size() + 1) * kPerValue;
      for (const Bytes& bytes : values) size += bytes.size() + kPerValue;
      return size;
    }
  };
  return std::visit(Visitor{}, property.value);
}

LPSPropValue GiveValues(const std::vector<Property>& properties) {
  std::size_t reserve = 0;
  for (const Property& property : properties) reserve += SizeForMapi(property);
  MapiBlock block((properties.size() + 1) * sizeof(SPropValue), reserve);
  for (std::size_t index = 0; index < properties.size(); ++index) {
    ToMapi(properties[index], block, block.As<SPropValue>() + index);
  }
  return block.Give<SPropValue>();
}

}  // namespace native
