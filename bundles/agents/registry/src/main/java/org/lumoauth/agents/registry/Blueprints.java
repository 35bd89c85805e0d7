package org.lumoauth.agents.registry;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.Announcement;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes, changes and removes blueprints. Every instance follows at once, with its tokens. */
@Component(service = Blueprints.class)
public final class Blueprints {

  private final BlueprintStore store;
  private final AgentStore agents;
  private final BlueprintChanges changes;
  private final AgentChanges agentChanges;
  private final AgentEnd end;
  private final BlueprintAudit audit;
  private final Identifiers identifiers;

  @Activate
  public Blueprints(
      @Reference BlueprintStore store,
      @Reference AgentStore agents,
      @Reference BlueprintChanges changes,
      @Reference AgentChanges agentChanges,
      @Reference AgentEnd end,
      @Reference BlueprintAudit audit,
      @Reference Identifiers identifiers) {
    this.store = store;
    this.agents = agents;
    this.changes = changes;
    this.agentChanges = agentChanges;
    this.end = end;
    this.audit = audit;
    this.identifiers = identifiers;
  }

  Blueprint require(TenantContext tenant, String blueprintId) {
    return store.find(tenant.id(), blueprintId).orElseThrow(BlueprintStore::unknown);
  }

  Blueprint create(TenantContext tenant, BlueprintForm form, Attribution by) {
    var blueprint = form.create(identifiers.next("abp_"));
    store.insert(tenant, blueprint);
    changes.announce(tenant, blueprint.id());
    audit.record(tenant, by, "agent.blueprint.created", Optional.empty(), blueprint);
    return blueprint;
  }

  Blueprint change(TenantContext tenant, String blueprintId, BlueprintForm form, Attribution by) {
    var change = store.change(tenant, blueprintId, form::change, after -> stopping(tenant, after));
    var after = change.after();
    changes.announce(tenant, blueprintId);
    change.told().publish();
    if (!after.enabled()) {
      stopInstances(tenant, blueprintId, by);
    }
    audit.record(tenant, by, "agent.blueprint.updated", Optional.of(change.before()), after);
    return after;
  }

  /** The instances of a blueprint, whether they may act or not. */
  List<SubjectRef> instances(TenantContext tenant, String blueprintId) {
    return agents.instances(tenant.id(), blueprintId).stream()
        .map(id -> new SubjectRef(SubjectRef.AGENT, id))
        .toList();
  }

  /**
   * Removes a blueprint without instances.
   *
   * @throws Problem 409 {@code blueprint_in_use}
   */
  void delete(TenantContext tenant, String blueprintId, Attribution by) {
    var before = require(tenant, blueprintId);
    if (!agents.instances(tenant.id(), blueprintId).isEmpty()) {
      throw new Problem(
          409, "blueprint_in_use", "There are agents of this blueprint: remove them first.");
    }
    var deleted = changes.deleting(tenant, blueprintId);
    store.delete(tenant, blueprintId, deleted);
    changes.announce(tenant, blueprintId);
    deleted.publish();
    audit.record(tenant, by, "agent.blueprint.deleted", Optional.of(before), before);
  }

  private Announcement stopping(TenantContext tenant, Blueprint blueprint) {
    return agentChanges.stopping(
        tenant, blueprint.enabled() ? List.of() : agents.instances(tenant.id(), blueprint.id()));
  }

  private void stopInstances(TenantContext tenant, String blueprintId, Attribution by) {
    var instances = agents.instances(tenant.id(), blueprintId);
    for (String id : instances) {
      end.cut(tenant, new SubjectRef(SubjectRef.AGENT, id), by);
    }
    end.recordStopped(tenant, blueprintId, instances, by);
  }
}
