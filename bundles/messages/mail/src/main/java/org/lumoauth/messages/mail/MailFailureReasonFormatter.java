/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.messages.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.mail.MessagingException;
import org.jspecify.annotations.Nullable;

/**
 * The reason of a failed delivery, for the log: the failure and its causes. Includes only the codes
 * of a server's reply (RFC 5321 section 4.2, RFC 3463), because the reply text may contain an
 * address or the user name.
 */
final class MailFailureReasonFormatter {

  private static final int DEEPEST = 4;
  private static final int LONGEST = 200;
  private static final Pattern REPLY =
      Pattern.compile("^(\\d{3})(?:[ -](\\d\\.\\d{1,3}\\.\\d{1,3}))?(?:\\s|-|$).*", Pattern.DOTALL);
  private static final Pattern ADDRESS = Pattern.compile("\"[^\"]*\"@\\S+|\\S+@\\S+");

  private MailFailureReasonFormatter() {}

  static String of(MessagingException failure) {
    List<String> causes = new ArrayList<>();
    Throwable next = failure;
    while (next != null && causes.size() < DEEPEST) {
      causes.add(describe(next));
      next =
          next instanceof MessagingException one && one.getNextException() != null
              ? one.getNextException()
              : next.getCause();
    }
    return String.join(", by ", causes);
  }

  private static String describe(Throwable failure) {
    String text = text(failure.getMessage());
    String name = failure.getClass().getSimpleName();
    return text.isEmpty() ? name : name + " (" + text + ")";
  }

  private static String text(@Nullable String message) {
    if (message == null) {
      return "";
    }
    Matcher reply = REPLY.matcher(message.strip());
    if (reply.matches()) {
      return reply.group(2) == null ? reply.group(1) : reply.group(1) + " " + reply.group(2);
    }
    String plain =
        ADDRESS
            .matcher(message.replaceAll("[\\s\\p{Cntrl}]+", " ").strip())
            .replaceAll("an address");
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
  }
}
