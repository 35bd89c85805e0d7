package org.lumoauth.api.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Grants of resource owners that tokens were made from, and their end. */
@ProviderType
public interface AuthorizationGrantService {

  /**
   * A grant in short.
   *
   * @param id {@code grn_} and a ULID
   * @param subject by whom
   * @param clientId to whom
   * @param grantType by which {@code grant_type} it came
   * @param sessionId in which session
   * @param createdAt when
   * @param endedAt when it ended, if it has
   */
  record AuthorizationGrantSummary(
      String id,
      SubjectRef subject,
      String clientId,
      String grantType,
      Optional<String> sessionId,
      Instant createdAt,
      Optional<Instant> endedAt) {}

  /** Remembers a grant. Nothing happens if it is known. */
  void add(TenantContext tenant, AuthorizationGrant grant, String grantType);

  /** How long a grant lasts at the most; empty if nothing but people end it. */
  Optional<Duration> maxLifetime(TenantContext tenant);

  /** Whether the grant is known and has not ended. Answers from memory where it can. */
  boolean isActive(TenantContext tenant, String grantId);

  /** The subject's grants that hold, the newest first. */
  List<AuthorizationGrantSummary> list(TenantContext tenant, SubjectRef subject);

  /**
   * Ends a grant and every token made from it at once. Publishes {@code grant.ended} with its id.
   * Returns when that is durable.
   */
  void end(TenantContext tenant, String grantId);

  /** Ends all grants of the subject to this client, or to all clients if that is empty. */
  void endAll(TenantContext tenant, SubjectRef subject, Optional<String> clientId);
}
