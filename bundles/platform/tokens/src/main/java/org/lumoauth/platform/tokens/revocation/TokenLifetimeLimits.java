/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.revocation;

import java.time.Duration;
import java.util.Map;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.tokens.jwt.AccessTokenClaimNames;

/**
 * The maximum lifetimes of tokens, and thus how long a revocation must be remembered. Sessions
 * expire and are revoked frequently, so tokens of people have a shorter lifetime, which limits the
 * stored revocations.
 *
 * @param longest the maximum for any token
 * @param longestGranted the maximum for a token issued from a grant, in a session or for an
 *     assertion
 */
public record TokenLifetimeLimits(Duration longest, Duration longestGranted) {

  /** Covers a token that is issued while its grant is being revoked, and clock differences. */
  private static final Duration MARGIN = Duration.ofHours(1);

  private static final Duration MONTH = Duration.ofDays(31);

  public TokenLifetimeLimits {
    longestGranted = longestGranted.compareTo(longest) > 0 ? longest : longestGranted;
  }

  /** Returns the lifetime of a token with these claims, limited to the maximum. */
  public Duration limit(Duration asked, Map<String, Object> claims) {
    boolean granted =
        claims.containsKey(AccessTokenClaimNames.GRANT)
            || claims.containsKey(AccessTokenClaimNames.SESSION)
            || claims.containsKey(AccessTokenClaimNames.ISSUERS)
            || claims.containsKey(AccessTokenClaimNames.DELEGATIONS);
    Duration most = granted ? longestGranted : longest;
    return asked.compareTo(most) > 0 ? most : asked;
  }

  /** Returns how long the revocation of a subject's tokens must be remembered. */
  Duration of(SubjectRef subject) {
    return switch (subject.type()) {
      case SubjectRef.GRANT, SubjectRef.SESSION, AccessTokenClaimNames.DELEGATION ->
          longestGranted.plus(MARGIN);
      // Other components check their own tokens, which live up to a month, against these marks.
      default -> longest.compareTo(MONTH) > 0 ? longest : MONTH;
    };
  }
}
