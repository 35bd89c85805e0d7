package org.lumoauth.authn.flow;

import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How strong a sign-in is: by how many kinds of factors somebody proved who they are. A level is
 * the number of kinds, two at most; its authentication context class is {@code
 * urn:lumoauth:acr:LEVEL}.
 */
final class AuthenticationStrength {
  /** The highest level that there is. */
  static final int HIGHEST = 2;

  private static final String PREFIX = "urn:lumoauth:acr:";

  /**
   * RFC 8176 section 2, by what a factor is: something known, held, or that one is. Another
   * provider's word counts as what its password would.
   */
  private static final List<Set<String>> KINDS =
      List.of(
          Set.of("pwd", "pin", "kba", "fed"),
          Set.of("otp", "hwk", "swk", "sms", "tel", "sc", "pop", "mca"),
          Set.of("face", "fpt", "iris", "retina", "vbm"));

  private AuthenticationStrength() {}

  /** The level that these authentication method references reach. */
  static int level(Collection<String> amr) {
    if (amr.contains("mfa")) {
      return HIGHEST;
    }
    long kinds = KINDS.stream().filter(kind -> amr.stream().anyMatch(kind::contains)).count();
    return (int) Math.max(1, Math.min(HIGHEST, kinds));
  }

  /** The level of a context class; empty for one that is not ours. */
  static OptionalInt level(String acr) {
    return IntStream.rangeClosed(1, HIGHEST).filter(level -> acr(level).equals(acr)).findFirst();
  }

  /** The context class of a level. */
  static String acr(int level) {
    return PREFIX + level;
  }
}
