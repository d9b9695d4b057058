#!/bin/sh
# Apache Mime4j has no date for a message whose Date is without seconds, which is valid, and which Mail::SendEasy of Perl writes
# in every message: in a list by date it is nowhere, or at the end.
#
# Version: libapache-mime4j-java 0.8.2-1 (Debian 12, November 2026).
#
# What happens: getDate() is null, as for a message without the field. Obsolete forms of the field, a year of two digits or the
# zone as EST, are read, and so is a comment behind it. The message builder reads leniently as it is; the field itself, asked
# for getParseException(), has none.
#
# What was expected: the date. RFC 5322, 3.3: time-of-day is an hour, a colon, a minute, and optionally a colon and a second; it
# was so in RFC 822, too.
#
#   Mon, 5 Jan 2026 10:00:00 +0000: 2026-01-05T10:00:00Z
#   Mon, 5 Jan 26 10:00:00 EST: 2026-01-05T15:00:00Z
#   Mon, 5 Jan 2026 10:00 +0000: null
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, its packages,
# and a JDK from 11 on.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

java -version > java.log 2>&1 || { cat java.log; exit 2; }
apt-get download libapache-mime4j-java=0.8.2-1 libcommons-io-java > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done

cat > Try.java <<'JAVA'
import java.io.ByteArrayInputStream;
import java.util.Date;
import org.apache.james.mime4j.message.DefaultMessageBuilder;

class Try {
  static String read(String date) throws Exception {
    byte[] message = ("From: ann@example.com\r\nDate: " + date + "\r\nSubject: Lunch\r\n\r\nHello\r\n").getBytes();
    Date found = new DefaultMessageBuilder().parseMessage(new ByteArrayInputStream(message)).getDate();
    String shown = found == null ? "null" : found.toInstant().toString();
    System.out.println(date + ": " + shown);
    return shown;
  }

  public static void main(String[] arguments) throws Exception {
    boolean isRead = read("Mon, 5 Jan 2026 10:00:00 +0000").equals("2026-01-05T10:00:00Z");
    isRead = read("Mon, 5 Jan 26 10:00:00 EST").equals("2026-01-05T15:00:00Z") && isRead;
    String found = read("Mon, 5 Jan 2026 10:00 +0000");
    System.exit(!isRead ? 2 : found.equals("null") ? 0 : 1);
  }
}
JAVA
java -cp "$(echo root/usr/share/java/*.jar | tr ' ' :)" Try.java
code=$?
[ $code -le 2 ] || exit 2
exit $code
