/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grants;

import java.time.Instant;
import java.util.List;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Revokes grants when their session expires or is revoked, unless they have {@code offline_access}
 * (OpenID Connect Core section 11); when their subject is disabled, deleted or changes the
 * password; and when their client is deleted. A disabled client keeps its grants, because it is
 * refused at the endpoints.
 */
@Component(
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=oauth-grants",
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.SESSION_ENDED,
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.SUBJECT_DISABLED,
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.SUBJECT_DELETED,
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.USER_PASSWORD_CHANGED,
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.CLIENT_CHANGED
    })
public final class AuthorizationGrantRevocationListener implements DomainEventListener {

  private final StoredAuthorizationGrantService grants;
  private final AuthorizationGrantStore store;
  private final AuthorizationGrantCache memory;
  private final ConsentStore consents;
  private final TenantRegistry tenants;
  private final ClientDirectory clients;

  @Activate
  public AuthorizationGrantRevocationListener(
      @Reference StoredAuthorizationGrantService grants,
      @Reference AuthorizationGrantStore store,
      @Reference AuthorizationGrantCache memory,
      @Reference ConsentStore consents,
      @Reference TenantRegistry tenants,
      @Reference ClientDirectory clients) {
    this.grants = grants;
    this.store = store;
    this.memory = memory;
    this.consents = consents;
    this.tenants = tenants;
    this.clients = clients;
  }

  @Override
  public void onEvent(DomainEvent event) {
    on(event, Instant.MAX);
  }

  @Override
  public void onMissedEvent(DomainEvent event, Instant when) {
    on(event, when);
  }

  /**
   * Handles an event.
   *
   * @param until grants issued after this time are not affected
   */
  private void on(DomainEvent event, Instant until) {
    switch (event.type()) {
      case DomainEvent.GRANT_ENDED -> memory.invalidate(event.tenantId(), event.id()); // other node
      case DomainEvent.TENANT_CHANGED -> memory.invalidate(event.tenantId()); // maybe deleted
      default -> tenants.findById(event.tenantId()).ifPresent(tenant -> on(tenant, event, until));
    }
  }

  private void on(TenantContext tenant, DomainEvent event, Instant until) {
    switch (event.type()) {
      case DomainEvent.SESSION_ENDED ->
          grants.endAll(tenant, store.findBySession(tenant.id(), event.id()));
      case DomainEvent.SUBJECT_DISABLED, DomainEvent.USER_PASSWORD_CHANGED ->
          grants.endAll(tenant, given(store.findBySubject(tenant.id(), event.id()), until));
      case DomainEvent.SUBJECT_DELETED -> {
        grants.endAll(tenant, store.findBySubject(tenant.id(), event.id()));
        consents.removeOfSubject(tenant.id(), event.id());
      }
      case DomainEvent.CLIENT_CHANGED -> {
        if (clients.find(tenant, event.id()).isEmpty()) {
          grants.endAll(tenant, store.findByClient(tenant.id(), event.id()));
          consents.removeOfClient(tenant.id(), event.id());
        }
      }
      default -> {}
    }
  }

  private static List<StoredGrant> given(List<StoredGrant> all, Instant until) {
    return all.stream().filter(grant -> !grant.summary().createdAt().isAfter(until)).toList();
  }
}
