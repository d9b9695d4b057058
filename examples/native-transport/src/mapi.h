// What this transport has of MAPI: the headers, and what it shares with the other native examples.
#pragma once

#include "mapi-headers.h"

namespace native_transport {

// Reference counts, failures, memory, text and files are in ../native-common.
using namespace native;

}  // namespace native_transport

// Documented (MS-OXPROPS), and not in every mapitags.h.
#define PR_TRANSPORT_IN_REPLY_TO_W PROP_TAG(PT_UNICODE, 0x1042)
#define PR_TRANSPORT_REFERENCES_W PROP_TAG(PT_UNICODE, 0x1039)
#define PR_TRANSPORT_MESSAGE_ID_W PROP_TAG(PT_UNICODE, 0x1035)
#define PR_TRANSPORT_CONTENT_ID_W PROP_TAG(PT_UNICODE, 0x3712)

#ifndef MAPI_REASON_TRANSFER_FAILED
#define MAPI_REASON_TRANSFER_FAILED 0
#endif

// The transport's own settings in its section of the profile: ids from 0x6600 on are the provider's. mapi-certify writes
// the folder of the data and texts like "smtpPort=25" here; your configuration dialog would do the same.
#define PR_NATIVE_TRANSPORT_DIRECTORY_W PROP_TAG(PT_UNICODE, 0x6600)
#define PR_NATIVE_TRANSPORT_SETTINGS_W PROP_TAG(PT_MV_UNICODE, 0x6601)
