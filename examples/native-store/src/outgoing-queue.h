// Submitted messages. What counts is MSGFLAG_SUBMIT on the message, which is stored with it in one piece: there is no
// list beside it that a crash could leave behind.
#pragma once

#include "logon-scope.h"
#include "message-content.h"

namespace native_store {

// What SubmitMessage does before it saves. Returns whether the message has to be preprocessed.
bool PrepareSubmission(LogonScope& scope, OpenContent& content, IMessage* message);
// What it changes in the save.
void MarkSubmitted(MessageContent* content, bool needs_preprocessing);

// In the order of their submission.
std::vector<StoredObjectPtr> QueuedMessages(const Store& store);

// IMsgStore::AbortSubmit and FinishedMsg.
void AbortSubmission(LogonScope& scope, const StoredObject& message);
void FinishSubmission(const LogonScopePtr& scope, const StoredObject& message);

}  // namespace native_store
