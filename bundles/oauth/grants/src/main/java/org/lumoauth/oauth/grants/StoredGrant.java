package org.lumoauth.oauth.grants;

import java.time.Instant;
import java.util.Set;
import org.lumoauth.api.oauth.AuthorizationGrants;

/**
 * A grant as it is kept.
 *
 * @param summary what others see of it
 * @param scope what was granted
 * @param expiresAt when it ends if nothing ends it before
 */
public record StoredGrant(
    AuthorizationGrants.Summary summary, Set<String> scope, Instant expiresAt) {

  /** Whether tokens may be made from it. */
  boolean holds(Instant now) {
    return summary.endedAt().isEmpty() && now.isBefore(expiresAt);
  }
}
