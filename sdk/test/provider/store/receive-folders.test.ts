import { MAPI_E_INVALID_PARAMETER, OPEN_IF_EXISTS, PR_MESSAGE_CLASS_W } from '@mapi-kit/sdk';
import test from 'ava';
import { column, entryIdOf, logOn, newFolder, ok, okay } from './support/client.js';

test('The receive folder is that of the longest class in the map', (t) => {
  const first = logOn();
  const reports = newFolder(first.root, 'Reports');
  okay(first.store.SetReceiveFolder('REPORT.IPM', 0, entryIdOf(reports)));
  first.logon.Logoff(0);
  const { store, inbox, root } = logOn({ section: first.section });
  const found = ok(store.GetReceiveFolder('report.ipm.Note.NDR', 0));
  t.is(found.explicitClass, 'REPORT.IPM');
  t.deepEqual(found.entryId, entryIdOf(ok(root.CreateFolder(1, 'Reports', null, null, OPEN_IF_EXISTS))));
  t.deepEqual(ok(store.GetReceiveFolder('IPM.Note', 0)), { entryId: entryIdOf(inbox), explicitClass: '' });
  t.deepEqual(column(ok(store.GetReceiveFolderTable(0)), PR_MESSAGE_CLASS_W), ['', 'REPORT.IPM']);
  okay(store.SetReceiveFolder('Report.IPM', 0, null));
  t.is(ok(store.GetReceiveFolder('REPORT.IPM', 0)).explicitClass, '');
  t.is(store.GetReceiveFolder('.bad', 0).hr, MAPI_E_INVALID_PARAMETER);
});
