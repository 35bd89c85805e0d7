/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.authz.abac.cache.PolicyCache;
import org.lumoauth.authz.abac.cache.UserAndResourceAttributeCache;
import org.lumoauth.authz.abac.store.AbacTransactionRunner;
import org.lumoauth.authz.abac.store.AttributeOwner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Invalidates caches after changes, and deletes the attributes of a deleted user. */
@Component(
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=authz-abac",
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.SUBJECT_DELETED
    })
public final class AbacChangeListener implements DomainEventListener {

  private static final String USER_PREFIX = "usr_";

  private final PolicyCache policies;
  private final UserAndResourceAttributeCache holders;
  private final AbacTransactionRunner unit;

  @Activate
  public AbacChangeListener(
      @Reference PolicyCache policies,
      @Reference UserAndResourceAttributeCache holders,
      @Reference AbacTransactionRunner unit) {
    this.policies = policies;
    this.holders = holders;
    this.unit = unit;
  }

  @Override
  public void onEvent(DomainEvent event) {
    var tenantId = event.tenantId();
    switch (event.type()) {
      case AbacChangePublisher.POLICIES -> {
        policies.invalidate(tenantId);
        holders.invalidate(tenantId); // deleting a definition deletes its values, too
      }
      case AbacChangePublisher.USER_ATTRIBUTES,
          DomainEvent.SUBJECT_CHANGED,
          DomainEvent.SUBJECT_DISABLED ->
          holders.invalidate(tenantId, AttributeOwner.user(event.id()));
      case AbacChangePublisher.RESOURCE_ATTRIBUTES ->
          holders.invalidate(tenantId, resource(event.id()));
      case DomainEvent.SUBJECT_DELETED -> deleted(tenantId, event.id());
      case DomainEvent.ROLES_CHANGED -> rolesChanged(tenantId, event.id());
      case DomainEvent.GROUPS_CHANGED -> holders.invalidate(tenantId);
      default -> {
        // Not cached here.
      }
    }
  }

  private void deleted(String tenantId, String id) {
    if (id.startsWith(USER_PREFIX)) {
      unit.read(
          tenantId,
          transaction -> {
            transaction.values().removeAll(AttributeOwner.user(id));
            return null;
          });
    }
    holders.invalidate(tenantId, AttributeOwner.user(id));
  }

  /**
   * Invalidates one user for a change of their roles, or the whole tenant for a change of a role or
   * a group that any user may have.
   */
  private void rolesChanged(String tenantId, String id) {
    if (id.startsWith(USER_PREFIX)) {
      holders.invalidate(tenantId, AttributeOwner.user(id));
    } else {
      holders.invalidate(tenantId);
    }
  }

  private static AttributeOwner resource(String typeAndId) {
    int slash = typeAndId.indexOf('/');
    return AttributeOwner.resource(typeAndId.substring(0, slash), typeAndId.substring(slash + 1));
  }
}
