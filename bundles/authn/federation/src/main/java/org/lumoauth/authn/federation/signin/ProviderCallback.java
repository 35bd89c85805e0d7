/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.signin;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.federation.FederationConnector.FederatedIdentity;

/**
 * The callback of a provider for a sign-in.
 *
 * @param provider the provider's name
 * @param version the provider's version at the redirect
 * @param attempt the id of the sign-in
 * @param notBefore the earliest acceptable time of authentication
 * @param memory the connector's state
 * @param parameters the provider's parameters
 * @param confirmed the identity that the user confirmed after signing in here
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
   * A verified identity and the user to link it to.
   *
   * @param who the identity
   * @param userId the user
   * @param amr the {@code amr} values added by the provider's authentication
   */
  public record ConfirmedIdentity(FederatedIdentity who, String userId, Set<String> amr) {
    public ConfirmedIdentity {
      amr = Set.copyOf(amr);
    }
  }

  static ProviderCallback of(
      PendingFederatedLogin journey, String attempt, Map<String, String> parameters) {
    return new ProviderCallback(
        journey.provider(),
        journey.version(),
        attempt,
        journey.notBefore(),
        journey.memory(),
        parameters,
        Optional.empty());
  }

  /** Returns an empty callback, for an unavailable provider. */
  static ProviderCallback nothing(String provider, String attempt) {
    return new ProviderCallback(
        provider, 0, attempt, Optional.empty(), Map.of(), Map.of(), Optional.empty());
  }

  @Override
  public String toString() {
    return "Answer[" + provider + "]";
  }
}
