// IMessage: of messages in folders, and of those in attachments.
#pragma once

#include "message-content.h"
#include "store-property-object.h"
#include "table.h"

namespace native_store {

// Where the content of a message goes when it is saved.
class MessageHome {
 public:
  virtual ~MessageHome() = default;
  virtual ObjectFacts Facts(const LogonScope& scope) const = 0;
  // Makes the content permanent; fails with nothing changed.
  virtual void Save(LogonScope& scope, OpenContent& content, ULONG flags) = 0;
  virtual void Submit(LogonScope& scope, OpenContent& content, IMessage* message) = 0;
  // Replaces bits of PR_MESSAGE_FLAGS at once, without a save.
  virtual void ChangeFlags(LogonScope& scope, OpenContent& content, const std::function<LONG(LONG)>& change) = 0;
  virtual bool IsSaved() const = 0;
  // Whether the message waits in the outgoing queue now.
  virtual bool IsQueued(const LogonScope&) const { return false; }
};

class Message final : public StorePropertyObject<Message, IMessage> {
 public:
  Message(LogonScopePtr scope, std::unique_ptr<MessageHome> home, OpenContent content, bool is_writable);

  bool Answers(REFIID iid) const { return IsEqualIID(iid, IID_IMessage) || IsEqualIID(iid, IID_IMAPIProp); }

  OpenContent& content() { return content_; }

  STDMETHODIMP SetProps(ULONG count, LPSPropValue values, LPSPropProblemArray* problems) noexcept override;
  STDMETHODIMP SaveChanges(ULONG flags) noexcept override;
  STDMETHODIMP GetAttachmentTable(ULONG flags, LPMAPITABLE* table) noexcept override;
  STDMETHODIMP OpenAttach(ULONG number, LPCIID iid, ULONG flags, LPATTACH* attachment) noexcept override;
  STDMETHODIMP CreateAttach(LPCIID iid, ULONG flags, ULONG* number, LPATTACH* attachment) noexcept override;
  STDMETHODIMP DeleteAttach(ULONG number, UIntParam ui_param, LPMAPIPROGRESS progress, ULONG flags) noexcept override;
  STDMETHODIMP GetRecipientTable(ULONG flags, LPMAPITABLE* table) noexcept override;
  STDMETHODIMP ModifyRecipients(ULONG flags, LPADRLIST mods) noexcept override;
  STDMETHODIMP SubmitMessage(ULONG flags) noexcept override;
  STDMETHODIMP SetReadFlag(ULONG flags) noexcept override;

  ObjectFacts Facts() override;
  void Change(const std::function<void(PropertyBag&)>& change) override;
  HRESULT Refusal(const Property& property) override;
  bool OpenObject(ULONG tag, REFIID iid, ULONG flags, LPUNKNOWN* object) override;
  const IID& OwnInterface() const override { return IID_IMessage; }

 private:
  ComPtr<Table> RecipientTable(ULONG flags);
  ComPtr<Table> AttachmentTable(ULONG flags);
  bool Grants(ULONG flags) const { return is_writable_ && (flags & (MAPI_MODIFY | MAPI_BEST_ACCESS)) != 0; }

  // For Fault::KeepsALentBuffer: the bytes are the caller's, and gone after the call.
  std::vector<SPropValue> lent_;
  std::unique_ptr<MessageHome> home_;
  OpenContent content_;
  bool is_writable_;
};

// A message in a folder: a new one, which others see after its first save, or one that is there.
ComPtr<Message> CreateStoredMessage(LogonScopePtr scope, const ObjectId& folder, bool associated);
ComPtr<Message> OpenStoredMessage(LogonScopePtr scope, const StoredObject& object, ULONG flags);

// What SetReadFlag and SetReadFlags do to PR_MESSAGE_FLAGS. No read reports are made.
std::function<LONG(LONG)> ReadFlagChange(ULONG flags);
// Changes PR_MESSAGE_FLAGS of a stored message at once.
void ChangeMessageFlags(Store& store, const StoredObject& message, const std::function<LONG(LONG)>& change);

}  // namespace native_store
