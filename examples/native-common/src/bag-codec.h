// Properties as bytes. Numbers are little-endian, as on every machine that runs MAPI; what has a length says it before it.
#pragma once

#include <stdexcept>

#include "property-bag.h"

namespace native {

class ByteWriter {
 public:
  explicit ByteWriter(Bytes& to) : to_(to) {}

  void Raw(const void* bytes, std::size_t size) {
    const auto* const first = static_cast<const BYTE*>(bytes);
    to_.insert(to_.end(), first, first + size);
  }
  template <typename T>
  void Number(T value) {
    static_assert(std::is_arithmetic_v<T>);
    Raw(&value, sizeof value);
  }
  void Count(std::size_t count) { Number(static_cast<std::uint32_t>(count)); }

  void operator()(std::monostate) {}
  void operator()(std::int64_t value) { Number(value); }
  void operator()(double value) { Number(value); }
  void operator()(const Text& text) {
    Count(text.size());
    Raw(text.data(), text.size() * sizeof(WCHAR));
  }
  void operator()(const Bytes& bytes) {
    Count(bytes.size());
    Raw(bytes.data(), bytes.size());
  }
  template <typename T>
  void operator()(const std::vector<T>& values) {
    Count(values.size());
    for (const T& value : values) (*this)(value);
  }

  void Bag(const PropertyBag& properties) {
    Count(properties.size());
    for (const Property& property : properties.all()) {
      Number(property.tag);
      Number(static_cast<BYTE>(property.value.index()));
      std::visit(*this, property.value);
    }
  }

 private:
  Bytes& to_;
};

// Throws std::runtime_error for bytes that ByteWriter has not made.
class ByteReader {
 public:
  ByteReader(const BYTE*& at, const BYTE* end) : at_(at), end_(end) {}

  void Raw(void* to, std::size_t size) {
    if (size > static_cast<std::size_t>(end_ - at_)) throw std::runtime_error("an object is cut off");
    if (size > 0) std::memcpy(to, at_, size);
    at_ += size;
  }
  template <typename T>
  T Number() {
    T value;
    Raw(&value, sizeof value);
    return value;
  }
  // A count that cannot be true is found before memory is reserved for it.
  std::size_t Count(std::size_t bytes_each) {
    const auto count = Number<std::uint32_t>();
    if (count > static_cast<std::size_t>(end_ - at_) / bytes_each) throw std::runtime_error("a count is too large");
    return count;
  }

  void Read(std::int64_t& value) { value = Number<std::int64_t>(); }
  void Read(double& value) { value = Number<double>(); }
  void Read(Text& text) {
    text.resize(Count(sizeof(WCHAR)));
    Raw(text.data(), text.size() * sizeof(WCHAR));
  }
  void Read(Bytes& bytes) {
    bytes.resize(Count(1));
    Raw(bytes.data(), bytes.size());
  }
  template <typename T>
  void Read(std::vector<T>& values) {
    values.resize(Count(1));
    for (T& value : values) Read(value);
  }

  PropertyBag Bag() {
    PropertyBag bag;
    for (std::size_t left = Count(1); left > 0; --left) {
      const auto tag = Number<ULONG>();
      bag.Set({tag, ReadValue(Number<BYTE>())});
    }
    return bag;
  }

 private:
  template <std::size_t Index = 0>
  Value ReadValue(std::size_t index) {
    if constexpr (Index == std::variant_size_v<Value>) {
      throw std::runtime_error("a value is of an unknown form");
    } else {
      if (index != Index) return ReadValue<Index + 1>(index);
      std::variant_alternative_t<Index, Value> value{};
      if constexpr (Index > 0) Read(value);
      return value;
    }
  }

  const BYTE*& at_;
  const BYTE* end_;
};

}  // namespace native
