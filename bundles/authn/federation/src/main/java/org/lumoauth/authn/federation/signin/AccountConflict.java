package org.lumoauth.authn.federation.signin;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.federation.FederationConnector.FederatedIdentity;

/**
 * An identity whose address is a user's here: they have to sign in before it is theirs.
 *
 * @param provider the provider's name
 * @param version the provider's version
 * @param attempt the sign-in that waits for it
 * @param who the identity, as it was proven
 * @param userId the user with the address
 * @param amr what the provider's proof adds to {@code amr}
 * @param since from when on they must have signed in
 */
public record AccountConflict(
    String provider,
    long version,
    String attempt,
    FederatedIdentity who,
    String userId,
    Set<String> amr,
    Instant since) {
  public AccountConflict {
    amr = Set.copyOf(amr);
  }

  /** What goes back to the sign-in when they have said yes. */
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
