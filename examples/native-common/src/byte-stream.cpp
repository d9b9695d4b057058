#include "byte-stream.h"

#include <algorithm>
#include <limits>

#include "failure.h"

namespace native {

namespace {

class ByteStream final : public ComObject<ByteStream, IStream> {
 public:
  ByteStream(std::shared_ptr<ByteStreamState> state, std::uint64_t position)
      : state_(std::move(state)), position_(position) {}

  bool Answers(REFIID iid) const { return IsEqualIID(iid, IID_IStream) || IsEqualIID(iid, IID_ISequentialStream); }

  STDMETHODIMP Read(void* to, ULONG count, ULONG* read) noexcept override {
    return Guard([&]() -> HRESULT {
      if (to == nullptr) return STG_E_INVALIDPOINTER;
      const std::uint64_t size = state_->bytes.size();
      const auto given = static_cast<ULONG>(std::min<std::uint64_t>(count, size - std::min(size, position_)));
      if (given > 0) std::memcpy(to, state_->bytes.data() + position_, given);
      position_ += given;
      if (read != nullptr) *read = given;
      return S_OK;
    });
  }

  STDMETHODIMP Write(const void* from, ULONG count, ULONG* written) noexcept override {
    return Guard([&]() -> HRESULT {
      if (!state_->is_writable) return STG_E_ACCESSDENIED;
      if (from == nullptr && count > 0) return STG_E_INVALIDPOINTER;
      if (position_ + count > state_->bytes.size()) state_->bytes.resize(static_cast<std::size_t>(position_ + count));
      if (count > 0) std::memcpy(state_->bytes.data() + position_, from, count);
      position_ += count;
      if (written != nullptr) *written = count;
      return S_OK;
    });
  }

  STDMETHODIMP Seek(LARGE_INTEGER move, DWORD origin, ULARGE_INTEGER* new_position) noexcept override {
    return Guard([&]() -> HRESULT {
      std::int64_t from = 0;
      if (origin == STREAM_SEEK_CUR) from = static_cast<std::int64_t>(position_);
      if (origin == STREAM_SEEK_END) from = static_cast<std::int64_t>(state_->bytes.size());
      const std::int64_t target = from + move.QuadPart;
      if (origin > STREAM_SEEK_END || target < 0) return STG_E_INVALIDFUNCTION;
      position_ = static_cast<std::uint64_t>(target);
      if (new_position != nullptr) new_position->QuadPart = position_;
      return S_OK;
    });
  }

  STDMETHODIMP SetSize(ULARGE_INTEGER size) noexcept override {
    return Guard([&]() -> HRESULT {
      if (!state_->is_writable) return STG_E_ACCESSDENIED;
      if (size.QuadPart > std::numeric_limits<ULONG>::max()) return STG_E_MEDIUMFULL;
      state_->bytes.resize(static_cast<std::size_t>(size.QuadPart));
      return S_OK;
    });
  }

  STDMETHODIMP CopyTo(IStream* stream, ULARGE_INTEGER count, ULARGE_INTEGER* read,
                      ULARGE_INTEGER* written) noexcept override {
    return Guard([&]() -> HRESULT {
      if (stream == nullptr) return STG_E_INVALIDPOINTER;
      std::uint64_t copied = 0;
      while (copied < count.QuadPart && position_ < state_->bytes.size()) {
        constexpr std::uint64_t kAtOnce = 1u << 20;
        const std::uint64_t left = std::min<std::uint64_t>(count.QuadPart - copied, state_->bytes.size() - position_);
        ULONG done = 0;
        Demand(stream->Write(state_->bytes.data() + position_, static_cast<ULONG>(std::min(left, kAtOnce)), &done),
               "IStream::Write");
        if (done == 0) break;
        copied += done;
        position_ += done;
      }
      if (read != nullptr) read->QuadPart = copied;
      if (written != nullptr) written->QuadPart = copied;
      return S_OK;
    });
  }

  // What is written reaches the property here; without it, it is gone with the stream.
  STDMETHODIMP Commit(DWORD) noexcept override {
    return Guard([&]() -> HRESULT {
      if (!state_->is_writable) return S_OK;
      state_->commit(state_->bytes);
      state_->committed = state_->bytes;
      return S_OK;
    });
  }

  STDMETHODIMP Revert() noexcept override {
    return Guard([&]() -> HRESULT {
      state_->bytes = state_->committed;
      position_ = std::min<std::uint64_t>(position_, state_->bytes.size());
      return S_OK;
    });
  }

  STDMETHODIMP LockRegion(ULARGE_INTEGER, ULARGE_INTEGER, DWORD) noexcept override { return STG_E_INVALIDFUNCTION; }
  STDMETHODIMP UnlockRegion(ULARGE_INTEGER, ULARGE_INTEGER, DWORD) noexcept override { return STG_E_INVALIDFUNCTION; }

  STDMETHODIMP Stat(STATSTG* status, DWORD) noexcept override {
    return Guard([&]() -> HRESULT {
      if (status == nullptr) return STG_E_INVALIDPOINTER;
      *status = STATSTG{};
      status->type = STGTY_STREAM;
      status->cbSize.QuadPart = state_->bytes.size();
      return S_OK;
    });
  }

  STDMETHODIMP Clone(IStream** stream) noexcept override {
    return Guard([&]() -> HRESULT {
      if (stream == nullptr) return STG_E_INVALIDPOINTER;
      *stream = new ByteStream(state_, position_);
      return S_OK;
    });
  }

 private:
  template <typename Body>
  HRESULT Guard(Body&& body) noexcept {
    return state_->run(std::ref(body));
  }

  std::shared_ptr<ByteStreamState> state_;
  std::uint64_t position_;
};

}  // namespace

ComPtr<IUnknown> MakeStream(std::shared_ptr<ByteStreamState> state, bool at_end) {
  const std::uint64_t position = at_end ? state->bytes.size() : 0;
  return ComPtr<IUnknown>::Adopt(new ByteStream(std::move(state), position));
}

// The bytes of a property as a stream has them: text without its terminator.
Bytes StreamBytes(const Property& property, ULONG type) {
  if (type == PT_BINARY) return std::get<Bytes>(property.value);
  const Text& text = std::get<Text>(property.value);
  if (type == PT_STRING8) {
    const std::string narrow = ToAnsi(text);
    return Bytes(narrow.begin(), narrow.end());
  }
  const auto* const first = reinterpret_cast<const BYTE*>(text.data());
  return Bytes(first, first + text.size() * sizeof(WCHAR));
}

Property FromStream(ULONG tag, const Bytes& bytes) {
  switch (PROP_TYPE(tag)) {
    case PT_BINARY:
      return BytesProperty(tag, bytes);
    case PT_STRING8: {
      Text text = FromAnsi({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
      while (!text.empty() && text.back() == 0) text.pop_back();
      return TextProperty(Retag(tag, PT_UNICODE), std::move(text));
    }
    default: {
      Text text(bytes.size() / sizeof(WCHAR), 0);
      if (!text.empty()) std::memcpy(text.data(), bytes.data(), text.size() * sizeof(WCHAR));
      while (!text.empty() && text.back() == 0) text.pop_back();
      return TextProperty(tag, std::move(text));
    }
  }
}

}  // namespace native
