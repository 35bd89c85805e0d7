/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.signin;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A sign-in in progress at a provider.
 *
 * @param provider the provider's name
 * @param version the provider's version at the redirect
 * @param attempt the id of the sign-in to continue; empty if none has begun
 * @param browser if none has begun, the keyed hash of the browser's secret
 * @param owner the session that links an identity to its account, if any
 * @param notBefore the earliest acceptable time of authentication
 * @param memory the connector's state
 */
public record PendingFederatedLogin(
    String provider,
    long version,
    Optional<String> attempt,
    Optional<String> browser,
    Optional<IdentityLinkSession> owner,
    Optional<Instant> notBefore,
    Map<String, String> memory) {
  public PendingFederatedLogin {
    // Entries stored by an earlier version have no owner.
    owner = Objects.requireNonNullElse(owner, Optional.empty());
    memory = Map.copyOf(memory);
  }

  @Override
  public String toString() {
    return "Journey[" + provider + "]";
  }
}
