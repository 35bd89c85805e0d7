/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.consent;

import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Revokes the delegations of deleted users and agents. The delegations of disabled users and agents
 * are not revoked, but have no effect until the user or agent is enabled again.
 */
@Component(
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=agents-delegation-ends",
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.SUBJECT_DELETED
    })
public final class DelegationRevocationListener implements DomainEventListener {

  private final DelegationStore store;
  private final DelegationConsentService book;
  private final TenantRegistry tenants;

  @Activate
  public DelegationRevocationListener(
      @Reference DelegationStore store,
      @Reference DelegationConsentService book,
      @Reference TenantRegistry tenants) {
    this.store = store;
    this.book = book;
    this.tenants = tenants;
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.type().equals(DomainEvent.SUBJECT_DELETED)) {
      tenants
          .findById(event.tenantId())
          .ifPresent(
              tenant ->
                  store
                      .ofSubject(tenant.id(), event.id())
                      .forEach(
                          each -> book.revoke(tenant, each, AuditInitiator.server("delegation"))));
    }
  }
}
