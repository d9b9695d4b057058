#!/bin/sh
# queuelib forgets after a kill what was pushed before it, and gives it later in the place of what is pushed next: of four
# messages two are sent, and the last one, which was pushed to a queue that was opened in good order, is not among them.
#
# Version: python3-queuelib 1.6.2 (package 1.6.2-2 of Debian 12), FifoDiskQueue.
#
# What happens: each message is on the disk when push() returns, but how many there are, and where to read on, is written by
# close() alone. The next life opens without a word, counts what the last good close left, and appends behind what it does not
# count. pop() reads the file from the front and ends after as many as were counted: it gives the forgotten messages, and as
# many of the new ones are left. Nothing brings them out but more messages, of which then others are left.
#
# What was expected: that what is on the disk is counted, or that the next life says that the queue was not closed. The class is
# called a "persistent FIFO queue", and the README says that it is stored on disk; neither has that what comes after a kill is
# kept back.
#
#   first life: mail 1 pushed, closed
#   second life: mail 2 and mail 3 pushed, killed
#   third life: 1 there, mail 4 pushed, 2 there
#   given: mail 1, mail 2, then nothing
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, and its
# packages.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

# Python comes along: not every Debian has it, and it runs from its folder.
apt-get download python3-queuelib=1.6.2-2 python3.11-minimal libpython3.11-minimal libpython3.11-stdlib libexpat1 libsqlite3-0 \
  > apt.log 2>&1 || { cat apt.log; exit 2; }
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
from queuelib import FifoDiskQueue


def second():
    queue = FifoDiskQueue("outbox")
    queue.push(b"mail 2")
    queue.push(b"mail 3")
    os.kill(os.getpid(), signal.SIGKILL)


queue = FifoDiskQueue("outbox")
queue.push(b"mail 1")
queue.close()
print("first life: mail 1 pushed, closed", flush=True)

life = os.fork()
if life == 0:
    second()
_, status = os.waitpid(life, 0)
if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
    print("nobody was killed: nothing was tried")
    sys.exit(2)
print("second life: mail 2 and mail 3 pushed, killed")

queue = FifoDiskQueue("outbox")
before = len(queue)
queue.push(b"mail 4")
print(f"third life: {before} there, mail 4 pushed, {len(queue)} there")
given = []
while (message := queue.pop()) is not None:
    given.append(message.decode())
print(f"given: {', '.join(given)}, then nothing")
queue.close()
sys.exit(0 if before == 1 and given == ["mail 1", "mail 2"] else 1)
PYTHON
system/usr/bin/python3.11 try.py
code=$?
[ $code -le 2 ] || exit 2
exit $code
