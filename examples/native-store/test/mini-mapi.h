// As much of MAPI as the self-test needs: allocators that check what they are given, a profile section, a support
// object.
#pragma once

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <mutex>
#include <set>
#include <string>

#include "com.h"
#include "mapi.h"

namespace self_test {

// Ends the test with a sentence.
[[noreturn]] inline void Fail(const std::string& what) {
  std::fprintf(stderr, "self-test: %s\n", what.c_str());
  std::exit(1);
}

inline void Check(bool holds, const std::string& what) {
  if (!holds) Fail(what);
}

inline void CheckHr(HRESULT hr, HRESULT wanted, const std::string& what) {
  if (hr == wanted) return;
  char text[64];
  std::snprintf(text, sizeof text, " gave 0x%08X, not 0x%08X", static_cast<unsigned>(hr),
                static_cast<unsigned>(wanted));
  Fail(what + text);
}

// Blocks that are given out, with what hangs on each. What is freed and is none of them ends the test.
class Memory {
 public:
  static Memory& Get() {
    static Memory memory;
    return memory;
  }
  static SCODE WINAPI Allocate(ULONG size, LPVOID* block) {
    const std::lock_guard<std::mutex> lock(Get().mutex_);
    *block = std::malloc(size == 0 ? 1 : size);
    Get().blocks_[*block];
    return S_OK;
  }
  static SCODE WINAPI AllocateMore(ULONG size, LPVOID block, LPVOID* more) {
    const std::lock_guard<std::mutex> lock(Get().mutex_);
    const auto found = Get().blocks_.find(block);
    Check(found != Get().blocks_.end(), "MAPIAllocateMore of a block that MAPI has not given out");
    *more = std::malloc(size == 0 ? 1 : size);
    found->second.insert(*more);
    return S_OK;
  }
  static ULONG WINAPI Free(LPVOID block) {
    if (block == nullptr) return S_OK;
    const std::lock_guard<std::mutex> lock(Get().mutex_);
    const auto found = Get().blocks_.find(block);
    Check(found != Get().blocks_.end(), "MAPIFreeBuffer of a block that MAPI has not given out");
    for (LPVOID more : found->second) std::free(more);
    std::free(block);
    Get().blocks_.erase(found);
    return S_OK;
  }
  std::size_t count() const { return blocks_.size(); }

 private:
  std::mutex mutex_;
  std::map<LPVOID, std::set<LPVOID>> blocks_;
};

inline std::atomic<int> living_objects{0};

// A profile section: it has the folder of the data, and keeps nothing that is set.
class Section final : public native_store::ComObject<Section, IProfSect> {
 public:
  explicit Section(std::u16string folder) : folder_(std::move(folder)) { ++living_objects; }
  ~Section() { --living_objects; }
  bool Answers(REFIID iid) const { return IsEqualIID(iid, IID_IMAPIProp); }

  STDMETHODIMP GetLastError(HRESULT, ULONG, LPMAPIERROR*) override { return MAPI_E_NO_SUPPORT; }
  STDMETHODIMP SaveChanges(ULONG) override { return S_OK; }
  STDMETHODIMP GetProps(LPSPropTagArray tags, ULONG, ULONG* count, LPSPropValue* values) override {
    LPVOID block = nullptr;
    Memory::Allocate((tags->cValues + 1) * sizeof(SPropValue), &block);
    auto* const array = static_cast<SPropValue*>(block);
    for (ULONG index = 0; index < tags->cValues; ++index) {
      const ULONG tag = tags->aulPropTag[index];
      array[index] = SPropValue{};
      array[index].ulPropTag = CHANGE_PROP_TYPE(tag, PT_ERROR);
      array[index].Value.err = MAPI_E_NOT_FOUND;
      if (tag != PR_NATIVE_STORE_DIRECTORY_W) continue;
      LPVOID text = nullptr;
      const std::size_t size = (folder_.size() + 1) * sizeof(WCHAR);
      Memory::AllocateMore(static_cast<ULONG>(size), block, &text);
      std::memcpy(text, folder_.c_str(), size);
      array[index].ulPropTag = tag;
      array[index].Value.lpszW = static_cast<LPWSTR>(text);
    }
    *count = tags->cValues;
    *values = array;
    return MAPI_W_ERRORS_RETURNED;
  }
  STDMETHODIMP GetPropList(ULONG, LPSPropTagArray*) override { return MAPI_E_NO_SUPPORT; }
  STDMETHODIMP OpenProperty(ULONG, LPCIID, ULONG, ULONG, LPUNKNOWN*) override { return MAPI_E_NO_SUPPORT; }
  STDMETHODIMP SetProps(ULONG, LPSPropValue, LPSPropProblemArray*) override { return S_OK; }
  STDMETHODIMP DeleteProps(LPSPropTagArray, LPSPropProblemArray*) override { return MAPI_E_NO_SUPPORT; }
  STDMETHODIMP CopyTo(ULONG, LPCIID, LPSPropTagArray, native_store::UIntParam, LPMAPIPROGRESS, LPCIID, LPVOID, ULONG,
                      LPSPropProblemArray*) override {
    return MAPI_E_NO_SUPPORT;
  }
  STDMETHODIMP CopyProps(LPSPropTagArray, native_store::UIntParam, LPMAPIPROGRESS, LPCIID, LPVOID, ULONG,
                         LPSPropProblemArray*) override {
    return MAPI_E_NO_SUPPORT;
  }
  STDMETHODIMP GetNamesFromIDs(LPSPropTagArray*, LPGUID, ULONG, ULONG*, LPMAPINAMEID**) override {
    return MAPI_E_NO_SUPPORT;
  }
  STDMETHODIMP GetIDsFromNames(ULONG, LPMAPINAMEID*, ULONG, LPSPropTagArray*) override { return MAPI_E_NO_SUPPORT; }

 private:
  std::u16string folder_;
};

// What a store asks of MAPI. The rest says that it is not here.
class Support final : public native_store::ComObject<Support, IMAPISupport> {
 public:
  explicit Support(std::u16string folder) : folder_(std::move(folder)) { ++living_objects; }
  ~Support() { --living_objects; }
  bool Answers(REFIID) const { return false; }

#define NOT_HERE(...) \
  override { return MAPI_E_NO_SUPPORT; }
  STDMETHODIMP OpenProfileSection(LPMAPIUID, ULONG, LPPROFSECT* section) override {
    *section = new Section(folder_);
    return S_OK;
  }
  STDMETHODIMP SetProviderUID(LPMAPIUID, ULONG) override { return S_OK; }
  STDMETHODIMP ModifyProfile(ULONG) override { return S_OK; }
  STDMETHODIMP ModifyStatusRow(ULONG, LPSPropValue, ULONG) override { return S_OK; }
  STDMETHODIMP StoreLogoffTransports(ULONG* flags) override {
    *flags = LOGOFF_COMPLETE;
    return S_OK;
  }
  STDMETHODIMP SpoolerNotify(ULONG, LPVOID) override { return S_OK; }
  STDMETHODIMP ExpandRecips(LPMESSAGE, ULONG* flags) override {
    *flags = 0;
    return S_OK;
  }
  STDMETHODIMP WrapStoreEntryID(ULONG size, LPENTRYID entry_id, ULONG* wrapped_size, LPENTRYID* wrapped) override {
    static const char kPrefix[] = "\0\0\0\0wrapped";
    LPVOID block = nullptr;
    Memory::Allocate(static_cast<ULONG>(size + sizeof kPrefix), &block);
    std::memcpy(block, kPrefix, sizeof kPrefix);
    std::memcpy(static_cast<BYTE*>(block) + sizeof kPrefix, entry_id, size);
    *wrapped_size = static_cast<ULONG>(size + sizeof kPrefix);
    *wrapped = static_cast<LPENTRYID>(block);
    return S_OK;
  }

 STDMETHODIMP GetLastError(HRESULT, ULONG, LPMAPIERROR*) NOT_HERE() STDMETHODIMP
     GetMemAllocRoutines(LPALLOCATEBUFFER*, LPALLOCATEMORE*, LPFREEBUFFER*) NOT_HERE() STDMETHODIMP
     Subscribe(LPNOTIFKEY, ULONG, ULONG, LPMAPIADVISESINK, native_store::UIntParam*) NOT_HERE() STDMETHODIMP
     Unsubscribe(native_store::UIntParam) NOT_HERE() STDMETHODIMP Notify(LPNOTIFKEY, ULONG, LPNOTIFICATION, ULONG*)
         NOT_HERE() STDMETHODIMP RegisterPreprocessor(LPMAPIUID, LPTSTR, LPTSTR, LPSTR, LPSTR, ULONG)
             NOT_HERE() STDMETHODIMP NewUID(LPMAPIUID) NOT_HERE() STDMETHODIMP MakeInvalid(ULONG, LPVOID, ULONG, ULONG)
                 NOT_HERE() STDMETHODIMP SpoolerYield(ULONG) NOT_HERE() STDMETHODIMP
     CreateOneOff(LPTSTR, LPTSTR, LPTSTR, ULONG, ULONG*, LPENTRYID*) NOT_HERE() STDMETHODIMP
     CompareEntryIDs(ULONG, LPENTRYID, ULONG, LPENTRYID, ULONG, ULONG*) NOT_HERE() STDMETHODIMP
     OpenTemplateID(ULONG, LPENTRYID, ULONG, LPMAPIPROP, LPCIID, LPMAPIPROP*, LPMAPIPROP) NOT_HERE() STDMETHODIMP
     OpenEntry(ULONG, LPENTRYID, LPCIID, ULONG, ULONG*, LPUNKNOWN*) NOT_HERE() STDMETHODIMP
     GetOneOffTable(ULONG, LPMAPITABLE*) NOT_HERE() STDMETHODIMP
     Address(native_store::UIntParam*, LPADRPARM, LPADRLIST*) NOT_HERE() STDMETHODIMP
     Details(native_store::UIntParam*, LPFNDISMISS, LPVOID, ULONG, LPENTRYID, LPFNBUTTON, LPVOID, LPTSTR, ULONG)
         NOT_HERE() STDMETHODIMP
     NewEntry(native_store::UIntParam, ULONG, ULONG, LPENTRYID, ULONG, LPENTRYID, ULONG*, LPENTRYID*)
         NOT_HERE() STDMETHODIMP
     DoConfigPropsheet(native_store::UIntParam, ULONG, LPTSTR, LPMAPITABLE, LPMAPIPROP, ULONG) NOT_HERE() STDMETHODIMP
     CopyMessages(LPCIID, LPVOID, LPENTRYLIST, LPCIID, LPVOID, native_store::UIntParam, LPMAPIPROGRESS, ULONG)
         NOT_HERE() STDMETHODIMP CopyFolder(LPCIID, LPVOID, ULONG, LPENTRYID, LPCIID, LPVOID, LPTSTR,
                                            native_store::UIntParam, LPMAPIPROGRESS, ULONG) NOT_HERE() STDMETHODIMP
     DoCopyTo(LPCIID, LPVOID, ULONG, LPCIID, LPSPropTagArray, native_store::UIntParam, LPMAPIPROGRESS, LPCIID, LPVOID,
              ULONG, LPSPropProblemArray*) NOT_HERE() STDMETHODIMP
     DoCopyProps(LPCIID, LPVOID, LPSPropTagArray, native_store::UIntParam, LPMAPIPROGRESS, LPCIID, LPVOID, ULONG,
                 LPSPropProblemArray*) NOT_HERE() STDMETHODIMP
     DoProgressDialog(native_store::UIntParam, ULONG, LPMAPIPROGRESS*) NOT_HERE() STDMETHODIMP
     ReadReceipt(ULONG, LPMESSAGE, LPMESSAGE*) NOT_HERE() STDMETHODIMP PrepareSubmit(LPMESSAGE, ULONG*)
         NOT_HERE() STDMETHODIMP UpdatePAB(ULONG, LPMESSAGE) NOT_HERE() STDMETHODIMP DoSentMail(ULONG, LPMESSAGE)
             NOT_HERE() STDMETHODIMP OpenAddressBook(LPCIID, ULONG, LPADRBOOK*) NOT_HERE() STDMETHODIMP
     Preprocess(ULONG, ULONG, LPENTRYID) NOT_HERE() STDMETHODIMP CompleteMsg(ULONG, ULONG, LPENTRYID)
         NOT_HERE() STDMETHODIMP StatusRecips(LPMESSAGE, LPADRLIST) NOT_HERE() STDMETHODIMP
     IStorageFromStream(LPUNKNOWN, LPCIID, ULONG, LPSTORAGE*) NOT_HERE() STDMETHODIMP
     GetSvcConfigSupportObj(ULONG, LPMAPISUP*) NOT_HERE()
#undef NOT_HERE

         private : std::u16string folder_;
};

}  // namespace self_test
