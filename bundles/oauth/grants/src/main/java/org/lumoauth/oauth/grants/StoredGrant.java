package org.lumoauth.oauth.grants;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.AuthorizationGrant;
import org.lumoauth.api.oauth.AuthorizationGrantService.AuthorizationGrantSummary;

/**
 * A grant as it is kept.
 *
 * @param summary what others see of it
 * @param scope what was granted
 * @param expiresAt when it ends if nothing ends it before
 */
public record StoredGrant(AuthorizationGrantSummary summary, Set<String> scope, Instant expiresAt) {

  /** A grant that is added now, as it will be read. */
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

  /** Whether tokens may be made from it. */
  boolean isValid(Instant now) {
    return summary.endedAt().isEmpty() && now.isBefore(expiresAt);
  }
}
