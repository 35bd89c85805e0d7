/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grants;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.grant.AuthorizationGrantService.AuthorizationGrantSummary;

/**
 * A stored grant.
 *
 * @param summary the public view of the grant
 * @param scope the granted scopes
 * @param expiresAt when the grant expires unless it is revoked earlier
 */
public record StoredGrant(AuthorizationGrantSummary summary, Set<String> scope, Instant expiresAt) {

  /** Creates the stored form of a new grant. */
  static StoredGrant of(
      AuthorizationGrant grant, String grantType, Instant now, Instant expiresAt) {
    return new StoredGrant(
        new AuthorizationGrantSummary(
            grant.id(),
            grant.subject(),
            grant.clientId(),
            grantType,
            grant.sessionId(),
            now.truncatedTo(ChronoUnit.MICROS),
            Optional.empty()),
        Set.copyOf(grant.scope()),
        expiresAt.truncatedTo(ChronoUnit.MICROS));
  }

  /** Returns whether tokens may be issued from the grant. */
  boolean isValid(Instant now) {
    return summary.endedAt().isEmpty() && now.isBefore(expiresAt);
  }
}
