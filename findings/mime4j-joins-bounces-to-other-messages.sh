#!/bin/sh
# Apache Mime4j takes a message of an mbox file for the text of the one before it when its sender in the From line is no
# address: of a mailbox of Postfix each bounce is in the message before, and a mailbox of Thunderbird is no mbox.
#
# Version: libapache-mime4j-java 0.8.2-1 (Debian 12, November 2026), MboxIterator.
#
# What happens: a message begins where a line has "From ", a word with an at sign in it, and a year at the end. Postfix writes
# `From MAILER-DAEMON  Mon Jan  5 ...` for what has no sender, which is every bounce, Thunderbird writes `From - Mon Jan  5 ...`
# for all, and `From carl Mon ...` is what a local user sends. These are not seen; the message before them has their headers
# and texts at its end, and nothing is said. If the first line is such a one, the file is refused.
#
# What was expected: a message for each. All of these lines have an empty line before them and the date at their end; RFC 4155,
# which has an address there for what it calls the default format, says that other forms are in use. The builder has fromLine(),
# for which FromLinePatterns.DEFAULT2 is there, which finds them all; it is for whoever knows.
#
#   senders of the From lines: ann@example.com, MAILER-DAEMON, -, carl, dora@example.com
#   messages: 2, and in the first one the subjects: one, two, three, four
#   with DEFAULT2: 5
#
# Exits with 0 while this is so, with 1 when it has changed, with 2 when it could not be tried. Needs Debian 12, its packages,
# and a JDK from 11 on.
set -u

folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2

java -version > java.log 2>&1 || { cat java.log; exit 2; }
apt-get download libapache-mime4j-java=0.8.2-1 > apt.log 2>&1 || { cat apt.log; exit 2; }
for package in *.deb; do dpkg -x "$package" root || exit 2; done

cat > Try.java <<'JAVA'
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.james.mime4j.mboxiterator.CharBufferWrapper;
import org.apache.james.mime4j.mboxiterator.FromLinePatterns;
import org.apache.james.mime4j.mboxiterator.MboxIterator;

class Try {
  static List<String> messages(File mbox, String fromLine) throws Exception {
    List<String> found = new ArrayList<>();
    MboxIterator.Builder builder = MboxIterator.fromFile(mbox).charset(StandardCharsets.UTF_8);
    if (fromLine != null) builder.fromLine(fromLine);
    try (MboxIterator iterator = builder.build()) {
      for (CharBufferWrapper message : iterator) found.add(message.toString());
    }
    return found;
  }

  public static void main(String[] arguments) throws Exception {
    String[] senders = { "ann@example.com", "MAILER-DAEMON", "-", "carl", "dora@example.com" };
    String[] subjects = { "one", "two", "three", "four", "five" };
    StringBuilder mbox = new StringBuilder();
    for (int at = 0; at < senders.length; at++) {
      mbox.append("From " + senders[at] + " Mon Jan  5 10:00:00 2026\nSubject: " + subjects[at] + "\n\nHello\n\n");
    }
    File file = new File("mailbox");
    Files.writeString(file.toPath(), mbox);

    List<String> byDefault = messages(file, null);
    String first = Pattern.compile("^Subject: (.*)", Pattern.MULTILINE).matcher(byDefault.get(0)).results()
      .map(match -> match.group(1)).collect(Collectors.joining(", "));
    int all = messages(file, "^From \\S+.*\\d{4}$").size();
    int byDefault2 = messages(file, FromLinePatterns.DEFAULT2).size();
    System.out.println("senders of the From lines: " + String.join(", ", senders));
    System.out.println("messages: " + byDefault.size() + ", and in the first one the subjects: " + first);
    System.out.println("with DEFAULT2: " + byDefault2);
    if (all != 5) {
      System.out.println("the messages are not found at all: nothing was tried");
      System.exit(2);
    }
    System.exit(byDefault.size() == 2 && first.equals("one, two, three, four") && byDefault2 == 5 ? 0 : 1);
  }
}
JAVA
java -cp "$(echo root/usr/share/java/*.jar | tr ' ' :)" Try.java
code=$?
[ $code -le 2 ] || exit 2
exit $code
