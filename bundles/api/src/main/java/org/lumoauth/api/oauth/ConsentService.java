package org.lumoauth.api.oauth;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** What people said that clients may have. */
@ProviderType
public interface ConsentService {

  /** What the subject said that the client may have, if it holds now. */
  Optional<Consent> find(TenantContext tenant, SubjectRef subject, String clientId);

  /** Adds to what the client may have, and records it. Returns when that is durable. */
  Consent grant(
      TenantContext tenant,
      SubjectRef subject,
      String clientId,
      Set<String> scope,
      List<String> resources,
      List<Map<String, Object>> authorizationDetails);

  /** After which time people are asked again what a client may have; empty if never. */
  Optional<Duration> lifetime(TenantContext tenant);

  /** All that holds now, the newest first. */
  List<Consent> list(TenantContext tenant, SubjectRef subject);

  /**
   * Takes everything back: ends the consent and every grant and token made from it at once.
   * Publishes {@code consent.revoked} with the consent's id.
   */
  void revoke(TenantContext tenant, SubjectRef subject, String clientId);

  /**
   * The same, with who asked for it: one record, whether there was a consent or grants that needed
   * none. Returns when that is durable.
   */
  void revoke(TenantContext tenant, SubjectRef subject, String clientId, AuditInitiator by);
}
