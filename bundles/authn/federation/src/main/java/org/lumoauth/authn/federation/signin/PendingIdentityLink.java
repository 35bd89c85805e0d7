/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.signin;

import org.lumoauth.api.federation.FederationConnector.FederatedIdentity;

/**
 * A verified identity that waits for the user's confirmation.
 *
 * @param owner the session that started the link
 * @param provider the provider's name
 * @param version the provider's version
 * @param who the identity
 */
public record PendingIdentityLink(
    IdentityLinkSession owner, String provider, long version, FederatedIdentity who) {

  /** Returns the display name of the identity. */
  public String name() {
    return who.email().orElse(who.subject());
  }

  @Override
  public String toString() {
    return "Addition[" + provider + ", " + owner.userId() + "]";
  }
}
