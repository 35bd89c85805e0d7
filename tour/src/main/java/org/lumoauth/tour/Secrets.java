package org.lumoauth.tour;

import java.util.regex.Pattern;

/** Removes secrets from JSON that is printed. */
final class Secrets {
  private static final Pattern MEMBER =
      Pattern.compile(
          "(\"(?:api_?key|client_?secret|secret|password|(?:access|refresh|id)_?token|token)\"\\s*:\\s*)"
              + "\"(?:[^\"\\\\]|\\\\.)*\"",
          Pattern.CASE_INSENSITIVE);

  private Secrets() {}

  /** The same text with an ellipsis for the value of each member that has a secret. */
  static String hidden(String json) {
    return MEMBER.matcher(json).replaceAll("$1\"…\"");
  }
}
