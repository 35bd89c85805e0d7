package org.lumoauth.oauth.jar;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.token.InvalidTokenException;

/**
 * What a client's profile wants of its request objects, beyond what goes for all: members of the
 * metadata that the profile turns on.
 *
 * @param algorithms {@code request_object_signing_algs}: by which alone they are signed
 * @param lifetime {@code request_object_lifetime}, in seconds: how long ago {@code nbf}, which is
 *     needed, may be, and how long after it {@code exp}
 */
record ProfileRules(Optional<Collection<?>> algorithms, Optional<Duration> lifetime) {

  static ProfileRules of(Client client) {
    Map<String, Object> metadata = client.metadata();
    return new ProfileRules(
        metadata.get("request_object_signing_algs") instanceof List<?> some
            ? Optional.of(some)
            : Optional.empty(),
        metadata.get("request_object_lifetime") instanceof Number seconds
            ? Optional.of(Duration.ofSeconds(seconds.longValue()))
            : Optional.empty());
  }

  /** Those that the profile leaves. */
  Set<String> narrow(Set<String> all) {
    Set<String> left = new LinkedHashSet<>(all);
    algorithms.ifPresent(left::retainAll);
    return left;
  }

  /**
   * FAPI 2.0 Message Signing section 5.3.1.
   *
   * @param claims of an object that is verified: what times there are hold
   * @param skew how far clocks may differ
   */
  void requireTimes(Map<String, Object> claims, Instant now, Duration skew)
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
          "it needs nbf within the last " + seconds + " seconds, and exp within as many of it",
          false);
    }
  }
}
