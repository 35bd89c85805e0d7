/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.signin;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.federation.FederationConnector.FederatedIdentity;

/**
 * An identity with the email address of an existing user. The user must sign in before the identity
 * is linked.
 *
 * @param provider the provider's name
 * @param version the provider's version
 * @param attempt the id of the waiting sign-in
 * @param who the verified identity
 * @param userId the user with the address
 * @param amr the {@code amr} values added by the provider's authentication
 * @param since the earliest acceptable time of the user's sign-in
 */
public record FederatedAccountConflict(
    String provider,
    long version,
    String attempt,
    FederatedIdentity who,
    String userId,
    Set<String> amr,
    Instant since) {
  public FederatedAccountConflict {
    amr = Set.copyOf(amr);
  }

  /** Returns the callback for the sign-in after the user's confirmation. */
  public ProviderCallback confirmed() {
    return new ProviderCallback(
        provider,
        version,
        attempt,
        Optional.empty(),
        Map.of(),
        Map.of(),
        Optional.of(new ProviderCallback.ConfirmedIdentity(who, userId, amr)));
  }

  @Override
  public String toString() {
    return "Contested[" + provider + ", " + userId + "]";
  }
}
