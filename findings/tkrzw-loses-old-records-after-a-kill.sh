#!/bin/sh
# Tkrzw loses records that were saved and closed a life before when its tree database is killed while others are removed: of
# 1,900 messages that nobody had taken out, 88 are gone, and it says that it is healthy.
#
# Versions: libtkrzw1 1.0.25-1 with python3-tkrzw 0.1.29-1 (Debian 12, November 2026), TreeDBM.
#
# What happens: records are in pages, and pages that get too small are joined. The file is told at once that a page is no more,
# while the page that has its records now is only in memory until the database is closed or synchronized. After a SIGKILL in
# between, neither is there. The next life opens the file with SUCCESS, counts the records that are left, and IsHealthy() is
# true. These are records that nobody touched since they were saved and the file closed.
#
# What was expected: the old records. The documentation of Tkrzw (package tkrzw-doc) has that in the in-place mode "the record
# being updated" can be lost, and that the appending mode "prevents data corruption of existing records"; it is the same with
# both. HashDBM keeps all; so does TreeDBM with Synchronize() after each removal.
#
#   saved in the first life: 2000; removed in the second, until it is killed: 100
#   UPDATE_IN_PLACE: opened: SUCCESS, healthy: True, lost of the 1900: 88
#   UPDATE_APPENDING: opened: SUCCESS, healthy: True, lost of the 1900: 88
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, and its
# packages.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

# Python comes along: not every Debian has it, and it runs from its folder.
apt-get download python3-tkrzw=0.1.29-1 libtkrzw1=1.0.25-1 python3.11-minimal libpython3.11-minimal libpython3.11-stdlib \
  libexpat1 > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" system || exit 2; done
LD_LIBRARY_PATH=$(echo "$folder"/system/usr/lib/*-linux-gnu)
PYTHONHOME="$folder/system/usr"
PYTHONPATH="$folder/system/usr/lib/python3/dist-packages"
PYTHONDONTWRITEBYTECODE=1
export LD_LIBRARY_PATH PYTHONHOME PYTHONPATH PYTHONDONTWRITEBYTECODE

cat > try.py <<'PYTHON'
import os
import signal
import sys

import tkrzw

KEYS = [f"message {number:04}" for number in range(2000)]
REMOVED = KEYS[1:200:2]


def database(mode):
    opened = tkrzw.DBM()
    status = opened.Open(f"{mode}.tkt", True, update_mode=mode)
    return opened, str(status)


def in_another_process(work, mode):
    life = os.fork()
    if life == 0:
        work(mode)
        os._exit(1)
    return os.waitpid(life, 0)[1]


def save(mode):
    opened, _ = database(mode)
    for key in KEYS:
        opened.Set(key, "a message").OrDie()
    opened.Close().OrDie()
    os._exit(0)


def remove(mode):
    opened, _ = database(mode)
    for key in REMOVED:
        opened.Remove(key).OrDie()
    os.kill(os.getpid(), signal.SIGKILL)


is_so = True
for mode in ("UPDATE_IN_PLACE", "UPDATE_APPENDING"):
    if in_another_process(save, mode) != 0:
        sys.exit(2)
    opened, _ = database(mode)
    if opened.Count() != len(KEYS):
        sys.exit(2)
    opened.Close().OrDie()
    status = in_another_process(remove, mode)
    if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
        print("nobody was killed: nothing was tried")
        sys.exit(2)
    opened, status = database(mode)
    lost = [key for key in KEYS if key not in REMOVED and opened.GetStr(key) is None]
    print(f"{mode}: opened: {status}, healthy: {opened.IsHealthy()}, lost of the {len(KEYS) - len(REMOVED)}: {len(lost)}")
    is_so = is_so and status == "SUCCESS" and opened.IsHealthy() and len(lost) > 0
sys.exit(0 if is_so else 1)
PYTHON
system/usr/bin/python3.11 try.py
code=$?
[ $code -le 2 ] || exit 2
exit $code
