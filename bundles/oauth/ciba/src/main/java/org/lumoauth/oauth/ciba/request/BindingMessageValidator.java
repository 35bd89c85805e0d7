/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.request;

import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.api.oauth.OAuthException;

/**
 * The message that the user compares on both devices ({@code binding_message}, CIBA section 7.1):
 * one short line of plain text, without a URL that a user might open and without characters that
 * change the direction of writing.
 */
final class BindingMessageValidator {

  private static final int MAX_LENGTH = 100;
  private static final Pattern PLAIN =
      Pattern.compile("[\\p{L}\\p{M}\\p{N} \\-.,:;!?'()/#+*&%=_€$£¥]+");
  private static final Pattern ADDRESS =
      Pattern.compile("//|\\bwww\\.|[\\p{L}\\p{N}-]\\.\\p{L}{2,}", Pattern.CASE_INSENSITIVE);

  private BindingMessageValidator() {}

  /**
   * Returns the message to show.
   *
   * @throws OAuthException {@code invalid_binding_message}
   */
  static Optional<String> of(Optional<String> parameter) {
    return parameter
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(BindingMessageValidator::check);
  }

  private static String check(String text) {
    if (text.codePointCount(0, text.length()) > MAX_LENGTH) {
      throw invalid("The binding_message must not be longer than " + MAX_LENGTH + " characters.");
    }
    if (!PLAIN.matcher(text).matches()) {
      throw invalid(
          "The binding_message must contain only letters, digits, spaces and common "
              + "punctuation.");
    }
    if (ADDRESS.matcher(text).find()) {
      throw invalid("The binding_message must not contain text that looks like a URL.");
    }
    return text;
  }

  private static OAuthException invalid(String description) {
    return new OAuthException(400, "invalid_binding_message", description);
  }
}
