/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.token.InvalidTokenException;

/**
 * The rules of a client's profile for request objects, in addition to the general rules: members of
 * the metadata that the profile sets ({@link ClientSecurityProfile#metadata}). Every reader of
 * request objects must apply them.
 *
 * @param algorithms {@code request_object_signing_algs}: the only allowed algorithms
 * @param lifetime {@code request_object_lifetime}, in seconds: the maximum age of {@code nbf},
 *     which is required, and the maximum time from {@code nbf} to {@code exp}
 */
public record RequestObjectRules(Optional<Collection<?>> algorithms, Optional<Duration> lifetime) {

  /** Returns the rules of a client; empty ones without a profile. */
  public static RequestObjectRules of(Client client) {
    Map<String, Object> metadata = client.metadata();
    return new RequestObjectRules(
        metadata.get("request_object_signing_algs") instanceof List<?> some
            ? Optional.of(some)
            : Optional.empty(),
        metadata.get("request_object_lifetime") instanceof Number seconds
            ? Optional.of(Duration.ofSeconds(seconds.longValue()))
            : Optional.empty());
  }

  /** Returns the algorithms that the profile allows. */
  public Set<String> narrow(Set<String> all) {
    Set<String> left = new LinkedHashSet<>(all);
    algorithms.ifPresent(left::retainAll);
    return left;
  }

  /**
   * Requires the times of FAPI 2.0 Message Signing section 5.3.1.
   *
   * @param claims the claims of a verified object, in which present times are valid
   * @param skew the maximum clock skew
   */
  public void requireTimes(Map<String, Object> claims, Instant now, Duration skew)
      throws InvalidTokenException {
    if (lifetime.isEmpty()) {
      return;
    }
    long seconds = lifetime.get().toSeconds();
    boolean within =
        claims.get("nbf") instanceof Number begin
            && claims.get("exp") instanceof Number end
            && begin.longValue() >= now.getEpochSecond() - seconds - skew.toSeconds()
            && end.longValue() - begin.longValue() <= seconds;
    if (!within) {
      throw new InvalidTokenException(
          "nbf must be within the last "
              + seconds
              + " seconds, and exp at most as many seconds after it",
          false);
    }
  }
}
