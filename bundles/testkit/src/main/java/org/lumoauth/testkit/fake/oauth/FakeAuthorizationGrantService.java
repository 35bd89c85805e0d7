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
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.grant.AuthorizationGrantService;
import org.lumoauth.api.tenant.TenantContext;

/** Grants in memory. */
public final class FakeAuthorizationGrantService implements AuthorizationGrantService {

  private record FakeGrantKey(String tenantId, String grantId) {}

  private final Map<FakeGrantKey, AuthorizationGrantSummary> grants = new LinkedHashMap<>();
  private final Set<FakeGrantKey> ended = new HashSet<>();
  private Optional<Duration> lifetime = Optional.empty();

  /** Sets the maximum lifetime of new grants. */
  public void setLifetime(Duration time) {
    lifetime = Optional.of(time);
  }

  @Override
  public Optional<Duration> maxLifetime(TenantContext tenant) {
    return lifetime;
  }

  @Override
  public synchronized void add(TenantContext tenant, AuthorizationGrant grant, String grantType) {
    var key = new FakeGrantKey(tenant.id(), grant.id());
    if (ended.contains(key)) {
      return; // already known
    }
    grants.putIfAbsent(
        key,
        new AuthorizationGrantSummary(
            grant.id(),
            grant.subject(),
            grant.clientId(),
            grantType,
            grant.sessionId(),
            Instant.EPOCH,
            Optional.empty()));
  }

  @Override
  public synchronized boolean isActive(TenantContext tenant, String grantId) {
    return grants.containsKey(new FakeGrantKey(tenant.id(), grantId));
  }

  @Override
  public synchronized List<AuthorizationGrantSummary> list(
      TenantContext tenant, SubjectRef subject) {
    List<AuthorizationGrantSummary> found = new ArrayList<>();
    grants.forEach(
        (key, summary) -> {
          if (key.tenantId().equals(tenant.id()) && summary.subject().equals(subject)) {
            found.add(0, summary);
          }
        });
    return found;
  }

  @Override
  public synchronized void end(TenantContext tenant, String grantId) {
    var key = new FakeGrantKey(tenant.id(), grantId);
    if (grants.remove(key) != null) {
      ended.add(key);
    }
  }

  @Override
  public synchronized void endAll(
      TenantContext tenant, SubjectRef subject, Optional<String> clientId) {
    list(tenant, subject).stream()
        .filter(grant -> clientId.map(grant.clientId()::equals).orElse(true))
        .forEach(grant -> end(tenant, grant.id()));
  }
}
