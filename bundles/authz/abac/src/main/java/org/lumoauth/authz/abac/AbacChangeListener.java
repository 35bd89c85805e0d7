package org.lumoauth.authz.abac;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.authz.abac.memory.HolderMemory;
import org.lumoauth.authz.abac.memory.PolicyMemory;
import org.lumoauth.authz.abac.store.AbacUnit;
import org.lumoauth.authz.abac.store.Holder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Forgets what changed, and takes away the attributes of a deleted user. */
@Component(
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=authz-abac",
      DomainEventListener.MISSES_NONE + "=subject.deleted"
    })
public final class AbacChangeListener implements DomainEventListener {

  private static final String USER_PREFIX = "usr_";

  private final PolicyMemory policies;
  private final HolderMemory holders;
  private final AbacUnit unit;

  @Activate
  public AbacChangeListener(
      @Reference PolicyMemory policies, @Reference HolderMemory holders, @Reference AbacUnit unit) {
    this.policies = policies;
    this.holders = holders;
    this.unit = unit;
  }

  @Override
  public void on(DomainEvent event) {
    var tenantId = event.tenantId();
    switch (event.type()) {
      case AbacChanges.POLICIES -> {
        policies.changed(tenantId);
        holders.changed(tenantId); // a definition that went took values with it
      }
      case AbacChanges.USER_ATTRIBUTES, "subject.changed", "subject.disabled" ->
          holders.changed(tenantId, Holder.user(event.id()));
      case AbacChanges.RESOURCE_ATTRIBUTES -> holders.changed(tenantId, resource(event.id()));
      case "subject.deleted" -> deleted(tenantId, event.id());
      case "roles.changed" -> rolesChanged(tenantId, event.id());
      case "groups.changed" -> holders.changed(tenantId);
      default -> {
        // Nothing that is kept here.
      }
    }
  }

  private void deleted(String tenantId, String id) {
    if (id.startsWith(USER_PREFIX)) {
      unit.read(
          tenantId,
          transaction -> {
            transaction.values().removeAll(Holder.user(id));
            return null;
          });
    }
    holders.changed(tenantId, Holder.user(id));
  }

  /** What one user holds, or a role or a group that anybody may have. */
  private void rolesChanged(String tenantId, String id) {
    if (id.startsWith(USER_PREFIX)) {
      holders.changed(tenantId, Holder.user(id));
    } else {
      holders.changed(tenantId);
    }
  }

  private static Holder resource(String typeAndId) {
    int slash = typeAndId.indexOf('/');
    return Holder.resource(typeAndId.substring(0, slash), typeAndId.substring(slash + 1));
  }
}
