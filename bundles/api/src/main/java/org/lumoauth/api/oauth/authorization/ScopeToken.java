package org.lumoauth.api.oauth.authorization;

import java.util.regex.Pattern;

/**
 * A single scope value in clients, settings and documents: visible ASCII characters without quotes
 * and backslashes (RFC 6749 section 3.3), at most {@value #MAX_LENGTH}.
 */
public final class ScopeToken {

  /** The maximum number of characters. */
  public static final int MAX_LENGTH = 200;

  private static final Pattern SHAPE =
      Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1," + MAX_LENGTH + "}");

  private ScopeToken() {}

  /** Returns whether the text is a valid scope value. */
  public static boolean isValid(String text) {
    return SHAPE.matcher(text).matches();
  }
}
