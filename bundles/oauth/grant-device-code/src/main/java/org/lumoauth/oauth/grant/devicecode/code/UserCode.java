/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.devicecode.code;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A code that the user enters (RFC 8628 section 6.1): eight of twenty consonants, 34.5 bits, which
 * cannot form words.
 *
 * @param text the displayed form, for example {@code WDJB-MJHT}
 */
public record UserCode(String text) {

  private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";
  private static final int LENGTH = 8;
  private static final int HALF = 4;
  private static final int MAX_TYPED = 64;
  private static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Pd}_.]+");
  private static final Pattern SHAPE = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");

  /** Generates a user code. */
  static UserCode random(SecureRandom random) {
    StringBuilder letters = new StringBuilder(LENGTH);
    while (letters.length() < LENGTH) {
      letters.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return shown(letters);
  }

  /** Parses user input in any case, ignoring dashes and spaces. */
  public static Optional<UserCode> parse(String text) {
    if (text.length() > MAX_TYPED) {
      return Optional.empty();
    }
    String letters = BETWEEN.matcher(text).replaceAll("").toUpperCase(Locale.ROOT);
    return SHAPE.matcher(letters).matches() ? Optional.of(shown(letters)) : Optional.empty();
  }

  private static UserCode shown(CharSequence letters) {
    return new UserCode(
        letters.subSequence(0, HALF) + "-" + letters.subSequence(HALF, letters.length()));
  }
}
