/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.clients.ClientRegistry;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Manages scopes. A change applies to the next request. */
@Component(service = ScopeRegistry.class)
public final class ScopeRegistry {

  /** The maximum number of scopes of a tenant, so that lists remain readable and metadata small. */
  static final int MAX_SCOPES = 500;

  private static final int CLIENTS_SHOWN = 100;

  private final ScopeStore store;
  private final ScopeCache memory;
  private final ModuleScopeProvider system;
  private final ClientRegistry clients;
  private final DomainEventPublisher events;
  private final AuditLog log;

  @Activate
  public ScopeRegistry(
      @Reference ScopeStore store,
      @Reference ScopeCache memory,
      @Reference ModuleScopeProvider system,
      @Reference ClientRegistry clients,
      @Reference DomainEventPublisher events,
      @Reference AuditLog log) {
    this.store = store;
    this.memory = memory;
    this.system = system;
    this.clients = clients;
    this.events = events;
    this.log = log;
  }

  /** Returns the scopes of modules, followed by the tenant's own. */
  public List<TenantScope> list(TenantContext tenant) {
    List<TenantScope> all = new ArrayList<>(system.of(tenant));
    all.addAll(listTenantScopes(tenant));
    return all;
  }

  /** Returns the tenant's own scopes, by name. */
  public List<TenantScope> listTenantScopes(TenantContext tenant) {
    return store.list(tenant.id());
  }

  /**
   * Creates a scope.
   *
   * @throws ApiException 409 if the name is taken, 422 if the tenant has too many scopes
   */
  public TenantScope create(TenantContext tenant, ScopeDefinition asked, AuditInitiator by) {
    if (system.of(tenant).stream().anyMatch(scope -> scope.name().equals(asked.name()))) {
      throw taken();
    }
    if (listTenantScopes(tenant).size() >= MAX_SCOPES) {
      throw ApiException.invalid(
          "name", "The tenant already has the maximum of " + MAX_SCOPES + " scopes.");
    }
    TenantScope scope;
    try {
      scope = store.add(tenant.id(), asked);
    } catch (DuplicateKeyException e) {
      throw taken();
    }
    changed(tenant);
    record(
        tenant, by, "scope.created", scope, "A scope was created.", Map.of("after", shown(scope)));
    return scope;
  }

  /**
   * Changes the definition of the scope with this name.
   *
   * @throws ApiException 404
   */
  public TenantScope change(TenantContext tenant, ScopeDefinition asked, AuditInitiator by) {
    var scope = store.change(tenant.id(), asked).orElseThrow(ScopeRegistry::unknown);
    changed(tenant);
    record(
        tenant, by, "scope.updated", scope, "A scope was changed.", Map.of("after", shown(scope)));
    return scope;
  }

  /**
   * Deletes a scope from the tenant and from every client, so that no token contains it.
   *
   * @throws ApiException 404, 403 for a scope of a module
   */
  public void delete(TenantContext tenant, String numberOrName, AuditInitiator by) {
    var scope =
        list(tenant).stream()
            .filter(one -> names(one, numberOrName))
            .findFirst()
            .orElseThrow(ScopeRegistry::unknown);
    if (scope.isSystem()) {
      throw ApiException.forbidden(
          "The scope " + scope.name() + " is a system scope and cannot be deleted.");
    }
    var removed = store.remove(tenant.id(), scope, ids -> clients.tokenRevocation(tenant, ids));
    List<String> holders = removed.holders();
    changed(tenant);
    holders.forEach(clientId -> clients.lostScope(tenant, clientId));
    removed.told().publish();
    record(
        tenant,
        by,
        "scope.deleted",
        scope,
        "A scope was deleted and removed from every client.",
        Map.of(
            "before", shown(scope),
            "client_count", holders.size(),
            "clients", holders.stream().limit(CLIENTS_SHOWN).toList()));
  }

  private static boolean names(TenantScope scope, String numberOrName) {
    return scope.name().equals(numberOrName) || Long.toString(scope.id()).equals(numberOrName);
  }

  private void changed(TenantContext tenant) {
    memory.invalidate(tenant.id());
    events.publish(new DomainEvent(ScopeCache.CHANGED, tenant.id(), tenant.id()));
  }

  private void record(
      TenantContext tenant,
      AuditInitiator by,
      String action,
      TenantScope scope,
      String message,
      Map<String, Object> details) {
    log.record(
        tenant.id(),
        by.auditEvent(action, message)
            .withTarget("scope", Long.toString(scope.id()), scope.name())
            .withDetails(details));
  }

  private static Map<String, Object> shown(TenantScope scope) {
    return Map.of(
        "name", scope.name(),
        "description", scope.description().orElse(""),
        "isDefault", scope.isDefault());
  }

  private static ApiException taken() {
    return ApiException.duplicate("A scope with this name already exists.");
  }

  private static ApiException unknown() {
    return ApiException.notFound("The scope does not exist.");
  }
}
