package org.lumoauth.api.oauth;

import java.util.regex.Pattern;

/**
 * One value of a scope, as clients, settings and documents name it: visible characters of ASCII
 * without quotes and backslashes (RFC 6749 section 3.3), {@value #MAX_LENGTH} at most.
 */
public final class ScopeToken {

  /** So many characters has one at most. */
  public static final int MAX_LENGTH = 200;

  private static final Pattern SHAPE =
      Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1," + MAX_LENGTH + "}");

  private ScopeToken() {}

  /** Whether this is one. */
  public static boolean isValid(String text) {
    return SHAPE.matcher(text).matches();
  }
}
