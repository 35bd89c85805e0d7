package org.lumoauth.authn.federation.signin;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.federation.FederationConnector.FederatedIdentity;

/**
 * What a browser brought back to a sign-in.
 *
 * @param provider the provider's name
 * @param version the provider's version when it left
 * @param attempt the sign-in
 * @param notBefore the earliest that the person may have proven who they are
 * @param memory what the connector keeps
 * @param parameters what came from the provider
 * @param confirmed whom the person said that they are, having signed in here
 */
public record ProviderCallback(
    String provider,
    long version,
    String attempt,
    Optional<Instant> notBefore,
    Map<String, String> memory,
    Map<String, String> parameters,
    Optional<ConfirmedIdentity> confirmed) {
  public ProviderCallback {
    memory = Map.copyOf(memory);
    parameters = Map.copyOf(parameters);
  }

  /**
   * An identity that was proven, and the user who wants it linked.
   *
   * @param who the identity
   * @param userId the user
   * @param amr what the provider's proof adds to {@code amr}
   */
  public record ConfirmedIdentity(FederatedIdentity who, String userId, Set<String> amr) {
    public ConfirmedIdentity {
      amr = Set.copyOf(amr);
    }
  }

  static ProviderCallback of(
      FederatedLogin journey, String attempt, Map<String, String> parameters) {
    return new ProviderCallback(
        journey.provider(),
        journey.version(),
        attempt,
        journey.notBefore(),
        journey.memory(),
        parameters,
        Optional.empty());
  }

  /** Nothing: the way there is closed. */
  static ProviderCallback nothing(String provider, String attempt) {
    return new ProviderCallback(
        provider, 0, attempt, Optional.empty(), Map.of(), Map.of(), Optional.empty());
  }

  @Override
  public String toString() {
    return "Answer[" + provider + "]";
  }
}
