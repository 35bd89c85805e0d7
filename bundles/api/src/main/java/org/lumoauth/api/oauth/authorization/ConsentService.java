/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.authorization;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Manages the consents of users. */
@ProviderType
public interface ConsentService {

  /** Returns the subject's consent to this client if it is valid now. */
  Optional<Consent> find(TenantContext tenant, SubjectRef subject, String clientId);

  /** Extends the subject's consent to this client and records it. Returns when this is durable. */
  Consent grant(
      TenantContext tenant,
      SubjectRef subject,
      String clientId,
      Set<String> scope,
      List<String> resources,
      List<Map<String, Object>> authorizationDetails);

  /** Returns the time after which users must consent again; empty if never. */
  Optional<Duration> lifetime(TenantContext tenant);

  /** Returns all valid consents of the subject, the newest first. */
  List<Consent> list(TenantContext tenant, SubjectRef subject);

  /**
   * Revokes the consent and every grant and token issued from it immediately. Publishes {@code
   * consent.revoked} with the consent's id.
   */
  void revoke(TenantContext tenant, SubjectRef subject, String clientId);

  /**
   * Revokes the consent with the initiator for the audit record. Writes one record, whether a
   * consent existed or only grants that required none. Returns when this is durable.
   */
  void revoke(TenantContext tenant, SubjectRef subject, String clientId, AuditInitiator by);
}
