/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.status;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Checks whether the principals of a token are currently permitted to get or use it. An unknown
 * principal is rejected like a disabled one.
 */
@Component(service = PrincipalStatusGuard.class)
public final class PrincipalStatusGuard {

  /** The reason for a rejection. */
  public enum PrincipalRefusal {
    TENANT,
    CLIENT,
    SUBJECT,
    ACTOR,
    ISSUER
  }

  private final TenantRegistry tenants;
  private final ClientDirectory clients;
  private final SubjectDirectory subjects;

  @Activate
  public PrincipalStatusGuard(
      @Reference TenantRegistry tenants,
      @Reference ClientDirectory clients,
      @Reference SubjectDirectory subjects) {
    this.tenants = tenants;
    this.clients = clients;
    this.subjects = subjects;
  }

  /**
   * Checks all principals of a token.
   *
   * @return the reason for a rejection; empty if all are enabled
   */
  public Optional<PrincipalRefusal> refusal(
      TenantContext tenant,
      String clientId,
      SubjectRef subject,
      List<SubjectRef> actors,
      List<SubjectRef> issuers) {
    if (tenants.findActiveById(tenant.id()).isEmpty()) {
      return Optional.of(PrincipalRefusal.TENANT);
    }
    if (!clients.isEnabled(tenant, clientId)) {
      return Optional.of(PrincipalRefusal.CLIENT);
    }
    if (!enabled(tenant, subject)) {
      return Optional.of(PrincipalRefusal.SUBJECT);
    }
    for (SubjectRef actor : actors) {
      if (!enabled(tenant, actor) || !subjects.canActFor(tenant, actor, subject)) {
        return Optional.of(PrincipalRefusal.ACTOR);
      }
    }
    for (SubjectRef issuer : issuers) {
      if (!enabled(tenant, issuer)) {
        return Optional.of(PrincipalRefusal.ISSUER);
      }
    }
    return Optional.empty();
  }

  /** Reduces a scope to the permissions that all principals currently have. */
  public Set<String> remainingScope(
      TenantContext tenant, Set<String> scope, SubjectRef subject, List<SubjectRef> actors) {
    Set<String> left = scope;
    for (SubjectRef each : Stream.concat(Stream.of(subject), actors.stream()).toList()) {
      Set<String> limit = subjects.findScopeLimit(tenant, each).orElse(left);
      if (!limit.containsAll(left)) {
        left = left.stream().filter(limit::contains).collect(Collectors.toUnmodifiableSet());
      }
    }
    return left;
  }

  /** Returns whether these clients are enabled. */
  public boolean allEnabled(TenantContext tenant, List<String> clientIds) {
    return clientIds.stream().allMatch(id -> clients.isEnabled(tenant, id));
  }

  private boolean enabled(TenantContext tenant, SubjectRef subject) {
    return subjects.status(tenant, subject) == SubjectStatus.ENABLED;
  }
}
