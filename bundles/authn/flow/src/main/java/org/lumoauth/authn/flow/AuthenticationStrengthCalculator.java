/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Computes the strength of a sign-in: the number of different kinds of factors. A level is this
 * number, at most two; its authentication context class is {@code urn:lumoauth:acr:LEVEL}.
 */
final class AuthenticationStrengthCalculator {
  /** The highest level. */
  static final int HIGHEST = 2;

  private static final String PREFIX = "urn:lumoauth:acr:";

  /**
   * The values of RFC 8176 section 2 by kind of factor: knowledge, possession, inherence. An
   * assertion of another provider counts as knowledge, like a password.
   */
  private static final List<Set<String>> KINDS =
      List.of(
          Set.of("pwd", "pin", "kba", "fed"),
          Set.of("otp", "hwk", "swk", "sms", "tel", "sc", "pop", "mca"),
          Set.of("face", "fpt", "iris", "retina", "vbm"));

  private AuthenticationStrengthCalculator() {}

  /** Returns the level of these authentication method references. */
  static int level(Collection<String> amr) {
    if (amr.contains("mfa")) {
      return HIGHEST;
    }
    long kinds = KINDS.stream().filter(kind -> amr.stream().anyMatch(kind::contains)).count();
    return (int) Math.max(1, Math.min(HIGHEST, kinds));
  }

  /** Returns the level of a context class; empty for other context classes. */
  static OptionalInt level(String acr) {
    return IntStream.rangeClosed(1, HIGHEST).filter(level -> acr(level).equals(acr)).findFirst();
  }

  /** Returns the context class of a level. */
  static String acr(int level) {
    return PREFIX + level;
  }
}
