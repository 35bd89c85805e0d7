package org.lumoauth.api.oauth;

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
 * What a client's profile wants of the requests that it signs, beyond what goes for all: members of
 * the metadata that the profile turns on ({@link ClientProfile#metadata}). Whoever reads such a
 * request holds it to these.
 *
 * @param algorithms {@code request_object_signing_algs}: by which alone they are signed
 * @param lifetime {@code request_object_lifetime}, in seconds: how long ago {@code nbf}, which is
 *     needed, may be, and how long after it {@code exp}
 */
public record RequestObjectRules(Optional<Collection<?>> algorithms, Optional<Duration> lifetime) {

  /** Those of a client; none without a profile. */
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

  /** The algorithms that the profile leaves. */
  public Set<String> narrow(Set<String> all) {
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
          "it needs nbf within the last " + seconds + " seconds, and exp within as many of it",
          false);
    }
  }
}
