package org.lumoauth.testkit.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.Consent;
import org.lumoauth.api.oauth.Consents;
import org.lumoauth.api.tenant.TenantContext;

/** Consents in memory. */
public final class FakeConsents implements Consents {

  private record Key(String tenantId, SubjectRef subject, String clientId) {}

  private final FakeIdentifiers identifiers = new FakeIdentifiers();
  private final List<Initiator> revokedBy = new ArrayList<>();
  private final Map<Key, Consent> consents = new LinkedHashMap<>();
  private Optional<Duration> lifetime = Optional.empty();

  /** From now on people are asked again after this time. What was given stays. */
  public void lasting(Duration time) {
    lifetime = Optional.of(time);
  }

  @Override
  public Optional<Duration> lifetime(TenantContext tenant) {
    return lifetime;
  }

  @Override
  public Optional<Consent> find(TenantContext tenant, SubjectRef subject, String clientId) {
    return Optional.ofNullable(consents.get(new Key(tenant.id(), subject, clientId)));
  }

  @Override
  public Consent give(
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
    consents.put(new Key(tenant.id(), subject, clientId), consent);
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
  public void revoke(TenantContext tenant, SubjectRef subject, String clientId, Initiator by) {
    revoke(tenant, subject, clientId);
    revokedBy.add(by);
  }

  /** Who took something back and said so, in order. */
  public List<Initiator> revokedBy() {
    return List.copyOf(revokedBy);
  }

  @Override
  public void revoke(TenantContext tenant, SubjectRef subject, String clientId) {
    consents.remove(new Key(tenant.id(), subject, clientId));
  }
}
