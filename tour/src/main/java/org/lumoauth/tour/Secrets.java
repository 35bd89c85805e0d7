/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.tour;

import java.util.regex.Pattern;

/** Hides secrets in printed JSON. */
final class Secrets {
  private static final Pattern MEMBER =
      Pattern.compile(
          "(\"(?:api_?key|client_?secret|secret|password|(?:access|refresh|id)_?token|token)\"\\s*:\\s*)"
              + "\"(?:[^\"\\\\]|\\\\.)*\"",
          Pattern.CASE_INSENSITIVE);

  private Secrets() {}

  /** Returns the text with an ellipsis for the value of each secret member. */
  static String hidden(String json) {
    return MEMBER.matcher(json).replaceAll("$1\"…\"");
  }
}
