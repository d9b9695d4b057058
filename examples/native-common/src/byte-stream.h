// IStream on the bytes of a property.
#pragma once

#include <functional>
#include <memory>

#include "com.h"
#include "property.h"

namespace native {

// What a stream and its clones share.
struct ByteStreamState {
  // Of the object with the property.
  ComPtr<IUnknown> owner;
  // Runs the body of a method of the stream.
  std::function<HRESULT(const std::function<HRESULT()>& body)> run;
  // Gives the bytes to the property; throws where that cannot be.
  std::function<void(const Bytes&)> commit;
  bool is_writable = false;
  Bytes bytes;
  Bytes committed;
};

ComPtr<IUnknown> MakeStream(std::shared_ptr<ByteStreamState> state, bool at_end);

// The bytes of a property as a stream has them: text without its terminator.
Bytes StreamBytes(const Property& property, ULONG type);
Property FromStream(ULONG tag, const Bytes& bytes);

}  // namespace native
