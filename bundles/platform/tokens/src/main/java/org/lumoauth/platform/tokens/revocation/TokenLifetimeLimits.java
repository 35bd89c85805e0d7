package org.lumoauth.platform.tokens.revocation;

import java.time.Duration;
import java.util.Map;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.tokens.jwt.AccessTokenProfile;

/**
 * How long tokens live at most, and so how long a revocation has to be remembered. Sessions end all
 * day long: tokens of people live shorter, so that what is remembered of them stays small.
 *
 * @param longest any token
 * @param longestGranted a token that was made from a grant, in a session or for an issuer's word
 */
public record TokenLifetimeLimits(Duration longest, Duration longestGranted) {

  /** For a token that is being made while its grant ends, and for clocks that differ. */
  private static final Duration MARGIN = Duration.ofHours(1);

  private static final Duration MONTH = Duration.ofDays(31);

  public TokenLifetimeLimits {
    longestGranted = longestGranted.compareTo(longest) > 0 ? longest : longestGranted;
  }

  /** How long a token with these claims may live that was asked for so long. */
  public Duration limit(Duration asked, Map<String, Object> claims) {
    boolean granted =
        claims.containsKey(AccessTokenProfile.GRANT)
            || claims.containsKey(AccessTokenProfile.SESSION)
            || claims.containsKey(AccessTokenProfile.ISSUERS)
            || claims.containsKey(AccessTokenProfile.DELEGATIONS);
    Duration most = granted ? longestGranted : longest;
    return asked.compareTo(most) > 0 ? most : asked;
  }

  /** How long tokens of a subject have to be remembered as revoked. */
  Duration of(SubjectRef subject) {
    return switch (subject.type()) {
      case SubjectRef.GRANT, SubjectRef.SESSION, AccessTokenProfile.DELEGATION ->
          longestGranted.plus(MARGIN);
      // Others keep tokens of their own by these marks, which live up to a month.
      default -> longest.compareTo(MONTH) > 0 ? longest : MONTH;
    };
  }
}
