package org.lumoauth.platform.tokens.gate;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.directory.Subjects;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.Clients;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says who may get or use a token now. What can't be found is refused like what is disabled. */
@Component(service = Gate.class)
public final class Gate {

  /** Why the gate is closed. */
  public enum Refusal {
    TENANT,
    CLIENT,
    SUBJECT,
    ACTOR,
    ISSUER
  }

  private final TenantRegistry tenants;
  private final Clients clients;
  private final Subjects subjects;

  @Activate
  public Gate(
      @Reference TenantRegistry tenants, @Reference Clients clients, @Reference Subjects subjects) {
    this.tenants = tenants;
    this.clients = clients;
    this.subjects = subjects;
  }

  /**
   * Asks for everybody who takes part.
   *
   * @return empty if all are enabled
   */
  public Optional<Refusal> refusal(
      TenantContext tenant,
      String clientId,
      SubjectRef subject,
      List<SubjectRef> actors,
      List<SubjectRef> issuers) {
    if (tenants.activeById(tenant.id()).isEmpty()) {
      return Optional.of(Refusal.TENANT);
    }
    if (!enabled(tenant, clientId)) {
      return Optional.of(Refusal.CLIENT);
    }
    if (!enabled(tenant, subject)) {
      return Optional.of(Refusal.SUBJECT);
    }
    for (SubjectRef actor : actors) {
      if (!enabled(tenant, actor) || !subjects.mayActFor(tenant, actor, subject)) {
        return Optional.of(Refusal.ACTOR);
      }
    }
    for (SubjectRef issuer : issuers) {
      if (!enabled(tenant, issuer)) {
        return Optional.of(Refusal.ISSUER);
      }
    }
    return Optional.empty();
  }

  /** What is left of a scope by what everybody who takes part may have now. */
  public Set<String> left(
      TenantContext tenant, Set<String> scope, SubjectRef subject, List<SubjectRef> actors) {
    Set<String> left = scope;
    for (SubjectRef each : Stream.concat(Stream.of(subject), actors.stream()).toList()) {
      Set<String> limit = subjects.scopeLimit(tenant, each).orElse(left);
      if (!limit.containsAll(left)) {
        left = left.stream().filter(limit::contains).collect(Collectors.toUnmodifiableSet());
      }
    }
    return left;
  }

  /** Whether these clients may take part. */
  public boolean allEnabled(TenantContext tenant, List<String> clientIds) {
    return clientIds.stream().allMatch(id -> enabled(tenant, id));
  }

  private boolean enabled(TenantContext tenant, String clientId) {
    return clients.find(tenant, clientId).map(Client::enabled).orElse(false);
  }

  private boolean enabled(TenantContext tenant, SubjectRef subject) {
    return subjects.status(tenant, subject) == SubjectStatus.ENABLED;
  }
}
