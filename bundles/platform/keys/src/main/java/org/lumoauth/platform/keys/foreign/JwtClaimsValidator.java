/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.foreign;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.token.ForeignJwtVerifier.JwtExpectation;
import org.lumoauth.api.token.InvalidTokenException;

/**
 * Validates claims against an expectation (RFC 7519 section 4.1, RFC 8725 sections 3.8 and 3.9).
 */
final class JwtClaimsValidator {

  private static final long LATEST = 1L << 40;

  private final Map<String, Object> claims;
  private final JwtExpectation expected;
  private final Instant now;

  private JwtClaimsValidator(Map<String, Object> claims, JwtExpectation expected, Instant now) {
    this.claims = claims;
    this.expected = expected;
    this.now = now;
  }

  static void check(Map<String, Object> claims, JwtExpectation expected, Instant now)
      throws InvalidTokenException {
    var rules = new JwtClaimsValidator(claims, expected, now);
    for (String name : expected.required()) {
      require(claims.get(name) != null, "the claim " + name + " is missing");
    }
    rules.checkIssuer();
    rules.checkAudience();
    rules.checkTimes();
  }

  private void checkIssuer() throws InvalidTokenException {
    if (expected.issuer().isPresent()) {
      require(expected.issuer().get().equals(claims.get("iss")), "iss is not the expected issuer");
    }
  }

  private void checkAudience() throws InvalidTokenException {
    if (!expected.audience().isEmpty()) {
      Object audience = claims.get("aud");
      Collection<?> named = audience instanceof List<?> list ? list : List.of(text(audience));
      require(
          named.stream().anyMatch(expected.audience()::contains),
          "aud does not contain an identifier of this server");
    }
  }

  private void checkTimes() throws InvalidTokenException {
    Duration skew = expected.skew();
    Optional<Instant> expiresAt = time("exp");
    Optional<Instant> notBefore = time("nbf");
    Optional<Instant> issuedAt = time("iat");
    require(expiresAt.map(t -> now.isBefore(t.plus(skew))).orElse(true), "the token has expired");
    require(notBefore.map(t -> !t.isAfter(now.plus(skew))).orElse(true), "nbf is in the future");
    require(issuedAt.map(t -> !t.isAfter(now.plus(skew))).orElse(true), "iat is in the future");
    if (expected.maxAge().isPresent()) {
      require(issuedAt.isPresent(), "the claim iat is missing");
      Instant oldest = now.minus(expected.maxAge().get()).minus(skew);
      require(!issuedAt.get().isBefore(oldest), "iat is too far in the past");
    }
    if (expected.maxLifetime().isPresent()) {
      require(expiresAt.isPresent(), "the claim exp is missing");
      Instant latest = now.plus(expected.maxLifetime().get()).plus(skew);
      require(!expiresAt.get().isAfter(latest), "exp is too far in the future");
    }
  }

  /** Returns a NumericDate (RFC 7519 section 2) within a plausible range, without its fraction. */
  private Optional<Instant> time(String name) throws InvalidTokenException {
    Object value = claims.get(name);
    if (value == null) {
      return Optional.empty();
    }
    double seconds = value instanceof Number number ? number.doubleValue() : -1;
    require(seconds > 0 && seconds < LATEST, name + " is not a valid time");
    return Optional.of(Instant.ofEpochSecond((long) seconds));
  }

  private static String text(Object value) {
    return value instanceof String text ? text : "";
  }

  private static void require(boolean holds, String otherwise) throws InvalidTokenException {
    if (!holds) {
      throw new InvalidTokenException(otherwise, false);
    }
  }
}
