/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.authorization;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Validates a single scope value in clients, settings and documents: visible ASCII characters
 * without quotes and backslashes (RFC 6749 section 3.3), at most {@value #MAX_LENGTH}.
 */
public final class ScopeValueValidator {

  /** The maximum number of characters. */
  public static final int MAX_LENGTH = 200;

  private static final Pattern SHAPE =
      Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1," + MAX_LENGTH + "}");

  private static final Pattern FOREIGN = Pattern.compile("[^\\x21\\x23-\\x5B\\x5D-\\x7E]");

  private static final int MAX_SHOWN = 5;
  private static final int MAX_SHOWN_LENGTH = 100;

  private ScopeValueValidator() {}

  /** Returns whether the text is a valid scope value. */
  public static boolean isValid(String text) {
    return SHAPE.matcher(text).matches();
  }

  /**
   * Returns the requested values that are not allowed, for an error message: at most {@value
   * #MAX_SHOWN}, shortened, and without characters that a scope value cannot have.
   */
  public static String describeExcess(Collection<String> requested, Collection<String> allowed) {
    return requested.stream()
        .filter(scope -> !allowed.contains(scope))
        .sorted()
        .limit(MAX_SHOWN)
        .map(ScopeValueValidator::shortened)
        .collect(Collectors.joining(", "));
  }

  private static String shortened(String scope) {
    String shown = FOREIGN.matcher(scope).replaceAll("?");
    return shown.length() > MAX_SHOWN_LENGTH ? shown.substring(0, MAX_SHOWN_LENGTH) + "..." : shown;
  }
}
