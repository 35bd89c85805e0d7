/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Manages grants of resource owners and their revocation. */
@ProviderType
public interface AuthorizationGrantService {

  /**
   * A summary of a grant.
   *
   * @param id {@code grn_} and a ULID
   * @param subject the resource owner
   * @param clientId the client
   * @param grantType the {@code grant_type}
   * @param sessionId the session
   * @param createdAt when it was granted
   * @param endedAt when it was revoked, if it was
   */
  record AuthorizationGrantSummary(
      String id,
      SubjectRef subject,
      String clientId,
      String grantType,
      Optional<String> sessionId,
      Instant createdAt,
      Optional<Instant> endedAt) {}

  /** Stores a grant. Does nothing if it is already stored. */
  void add(TenantContext tenant, AuthorizationGrant grant, String grantType);

  /**
   * Returns the maximum lifetime of a grant; empty if grants do not expire and remain until they
   * are revoked.
   */
  Optional<Duration> maxLifetime(TenantContext tenant);

  /** Returns whether the grant exists and is active. Answers from memory where possible. */
  boolean isActive(TenantContext tenant, String grantId);

  /** Returns the subject's active grants, the newest first. */
  List<AuthorizationGrantSummary> list(TenantContext tenant, SubjectRef subject);

  /**
   * Revokes a grant and all tokens issued from it immediately. Publishes {@code grant.ended} with
   * its id. Returns when this is durable.
   */
  void end(TenantContext tenant, String grantId);

  /**
   * Revokes all grants of the subject to this client, or to all clients if {@code clientId} is
   * empty.
   */
  void endAll(TenantContext tenant, SubjectRef subject, Optional<String> clientId);
}
