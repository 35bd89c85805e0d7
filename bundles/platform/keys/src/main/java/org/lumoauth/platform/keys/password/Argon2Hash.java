/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.password;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Argon2id hash with its parameters, in PHC string format: {@code
 * $argon2id$v=19$m=19456,t=2,p=1$salt$hash}.
 *
 * @param settings the cost parameters
 * @param salt the random salt
 * @param hash the tag (RFC 9106 section 3.1)
 */
record Argon2Hash(Argon2CostParameters settings, byte[] salt, byte[] hash) {

  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,3})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,172})");

  /**
   * The cost parameters.
   *
   * @param memoryKib memory in KiB
   * @param passes the number of passes over the memory
   * @param lanes the number of parallel lanes
   */
  record Argon2CostParameters(int memoryKib, int passes, int lanes) {
    /** Returns whether RFC 9106 section 3.1 allows the parameters. */
    boolean isAllowed() {
      return passes >= 1 && lanes >= 1 && memoryKib >= 8 * lanes;
    }

    boolean isWeakerThan(Argon2CostParameters other) {
      return memoryKib < other.memoryKib || passes < other.passes || lanes < other.lanes;
    }
  }

  /** Parses a PHC string. Returns empty if it is not an Argon2id hash. */
  static Optional<Argon2Hash> parse(String text) {
    Matcher phc = PHC.matcher(text);
    if (!phc.matches()) {
      return Optional.empty();
    }
    var settings =
        new Argon2CostParameters(
            Integer.parseInt(phc.group(1)),
            Integer.parseInt(phc.group(2)),
            Integer.parseInt(phc.group(3)));
    if (!settings.isAllowed()) {
      return Optional.empty();
    }
    var base64 = Base64.getDecoder();
    return Optional.of(
        new Argon2Hash(settings, base64.decode(phc.group(4)), base64.decode(phc.group(5))));
  }

  String format() {
    var base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m="
        + settings.memoryKib
        + ",t="
        + settings.passes
        + ",p="
        + settings.lanes
        + "$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(hash);
  }

  @Override
  public String toString() {
    return "Argon2Hash[" + settings + "]";
  }
}
