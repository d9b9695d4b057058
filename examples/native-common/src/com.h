// Reference counts: of our own objects, and of those that MAPI hands us.
#pragma once

#include <atomic>
#include <utility>

#include "mapi-headers.h"

namespace native {

// Holds one reference to an object of COM.
template <typename T>
class ComPtr {
 public:
  ComPtr() = default;
  ComPtr(const ComPtr& other) : object_(other.object_) {
    if (object_ != nullptr) object_->AddRef();
  }
  ComPtr(ComPtr&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  ComPtr& operator=(ComPtr other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  ~ComPtr() { Reset(); }

  // Takes over a reference that is the caller's, as methods of COM return it.
  static ComPtr Adopt(T* object) noexcept {
    ComPtr result;
    result.object_ = object;
    return result;
  }
  // Adds a reference.
  static ComPtr Share(T* object) noexcept {
    if (object != nullptr) object->AddRef();
    return Adopt(object);
  }

  T* get() const noexcept { return object_; }
  T* operator->() const noexcept { return object_; }
  explicit operator bool() const noexcept { return object_ != nullptr; }

  // Where a method of COM writes the pointer that it returns.
  T** Receive() noexcept {
    Reset();
    return &object_;
  }
  T* Detach() noexcept { return std::exchange(object_, nullptr); }
  void Reset() noexcept {
    T* const object = std::exchange(object_, nullptr);
    if (object != nullptr) object->Release();
  }

 private:
  T* object_ = nullptr;
};

// Counts the references of an object, which begins with the one of whoever made it.
class ReferenceCount {
 public:
  ULONG Add() noexcept { return count_.fetch_add(1, std::memory_order_relaxed) + 1; }
  ULONG Remove() noexcept { return count_.fetch_sub(1, std::memory_order_acq_rel) - 1; }
  ULONG value() const noexcept { return count_.load(std::memory_order_relaxed); }

 private:
  std::atomic<ULONG> count_{1};
};

// IUnknown for an object with the interface `Interface`: `Self` says by Answers(iid) which ids it answers for besides
// IID_IUnknown. All of them are the same pointer, because MAPI's interfaces derive from each other in one line. An
// object with two lines of interfaces, like the provider object, writes its own QueryInterface.
template <typename Self, typename Interface>
class ComObject : public Interface {
 public:
  STDMETHODIMP QueryInterface(REFIID iid, LPVOID* object) noexcept override {
    if (object == nullptr) return MAPI_E_INVALID_PARAMETER;
    if (IsEqualIID(iid, IID_IUnknown) || static_cast<Self*>(this)->Answers(iid)) {
      AddRef();
      *object = static_cast<Interface*>(this);
      return S_OK;
    }
    *object = nullptr;
    return E_NOINTERFACE;
  }

  STDMETHODIMP_(ULONG) AddRef() noexcept override { return references_.Add(); }

  STDMETHODIMP_(ULONG) Release() noexcept override {
    const ULONG left = references_.Remove();
    if (left == 0) delete static_cast<Self*>(this);
    return left;
  }

  ULONG references() const noexcept { return references_.value(); }

 protected:
  ComObject() = default;
  ComObject(const ComObject&) = delete;
  ComObject& operator=(const ComObject&) = delete;
  ~ComObject() = default;

 private:
  ReferenceCount references_;
};

}  // namespace native
