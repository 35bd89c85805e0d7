/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.authorization.Consent;
import org.lumoauth.api.oauth.authorization.ConsentService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeIdGenerator;

/** Consents in memory. */
public final class FakeConsentService implements ConsentService {

  private record FakeConsentKey(String tenantId, SubjectRef subject, String clientId) {}

  private final FakeIdGenerator identifiers = new FakeIdGenerator();
  private final List<AuditInitiator> revokedBy = new ArrayList<>();
  private final Map<FakeConsentKey, Consent> consents = new LinkedHashMap<>();
  private Optional<Duration> lifetime = Optional.empty();

  /** Sets the lifetime of new consents; existing ones are unchanged. */
  public void setLifetime(Duration time) {
    lifetime = Optional.of(time);
  }

  @Override
  public Optional<Duration> lifetime(TenantContext tenant) {
    return lifetime;
  }

  @Override
  public Optional<Consent> find(TenantContext tenant, SubjectRef subject, String clientId) {
    return Optional.ofNullable(consents.get(new FakeConsentKey(tenant.id(), subject, clientId)));
  }

  @Override
  public Consent grant(
      TenantContext tenant,
      SubjectRef subject,
      String clientId,
      Set<String> scope,
      List<String> resources,
      List<Map<String, Object>> authorizationDetails) {
    Set<String> all = new HashSet<>(scope);
    find(tenant, subject, clientId).ifPresent(before -> all.addAll(before.scope()));
    var consent =
        new Consent(
            identifiers.next("con_"),
            subject,
            clientId,
            all,
            resources,
            authorizationDetails,
            Instant.EPOCH,
            Optional.empty());
    consents.put(new FakeConsentKey(tenant.id(), subject, clientId), consent);
    return consent;
  }

  @Override
  public List<Consent> list(TenantContext tenant, SubjectRef subject) {
    List<Consent> found = new ArrayList<>();
    consents.forEach(
        (key, consent) -> {
          if (key.tenantId().equals(tenant.id()) && key.subject().equals(subject)) {
            found.add(0, consent);
          }
        });
    return found;
  }

  @Override
  public void revoke(TenantContext tenant, SubjectRef subject, String clientId, AuditInitiator by) {
    revoke(tenant, subject, clientId);
    revokedBy.add(by);
  }

  /** Returns the initiators of revocations, in order. */
  public List<AuditInitiator> revokedBy() {
    return List.copyOf(revokedBy);
  }

  @Override
  public void revoke(TenantContext tenant, SubjectRef subject, String clientId) {
    consents.remove(new FakeConsentKey(tenant.id(), subject, clientId));
  }
}
