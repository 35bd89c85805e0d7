package org.lumoauth.authn.federation.signin;

import org.lumoauth.api.federation.FederationConnector.FederatedIdentity;

/**
 * An identity that was proven, and waits for its owner to say that it is to be linked.
 *
 * @param owner who left for the provider
 * @param provider the provider's name
 * @param version the provider's version
 * @param who the identity
 */
public record PendingIdentityLink(
    LinkingSession owner, String provider, long version, FederatedIdentity who) {

  /** What people know it by. */
  String name() {
    return who.email().orElse(who.subject());
  }

  @Override
  public String toString() {
    return "Addition[" + provider + ", " + owner.userId() + "]";
  }
}
