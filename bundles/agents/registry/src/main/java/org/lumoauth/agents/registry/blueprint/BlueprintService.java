/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.blueprint;

import java.util.List;
import java.util.Optional;
import org.lumoauth.agents.registry.AgentChangeWriter;
import org.lumoauth.agents.registry.AgentRetirementService;
import org.lumoauth.agents.registry.ChangeAttribution;
import org.lumoauth.agents.registry.store.AgentStore;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Creates, changes and deletes blueprints. Changes apply to every instance and its tokens
 * immediately.
 */
@Component(service = BlueprintService.class)
public final class BlueprintService {

  private final BlueprintStore store;
  private final AgentStore agents;
  private final BlueprintEventPublisher changes;
  private final AgentChangeWriter agentChanges;
  private final AgentRetirementService end;
  private final BlueprintAudit audit;
  private final IdGenerator identifiers;

  @Activate
  public BlueprintService(
      @Reference BlueprintStore store,
      @Reference AgentStore agents,
      @Reference BlueprintEventPublisher changes,
      @Reference AgentChangeWriter agentChanges,
      @Reference AgentRetirementService end,
      @Reference AuditLog log,
      @Reference IdGenerator identifiers) {
    this.store = store;
    this.agents = agents;
    this.changes = changes;
    this.agentChanges = agentChanges;
    this.end = end;
    this.audit = new BlueprintAudit(log);
    this.identifiers = identifiers;
  }

  public AgentBlueprint require(TenantContext tenant, String blueprintId) {
    return store.find(tenant.id(), blueprintId).orElseThrow(BlueprintStore::unknown);
  }

  public AgentBlueprint create(
      TenantContext tenant, BlueprintRequestBody form, ChangeAttribution by) {
    var blueprint = form.create(identifiers.next("abp_"));
    store.insert(tenant, blueprint);
    changes.announce(tenant, blueprint.id());
    audit.record(tenant, by, "agent.blueprint.created", Optional.empty(), blueprint);
    return blueprint;
  }

  public AgentBlueprint change(
      TenantContext tenant, String blueprintId, BlueprintRequestBody form, ChangeAttribution by) {
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

  /** Returns the instances of a blueprint, active or not. */
  List<SubjectRef> instances(TenantContext tenant, String blueprintId) {
    return agents.listInstanceIds(tenant.id(), blueprintId).stream()
        .map(id -> new SubjectRef(SubjectRef.AGENT, id))
        .toList();
  }

  /**
   * Deletes a blueprint that has no instances.
   *
   * @throws ApiException 409 {@code blueprint_in_use}
   */
  public void delete(TenantContext tenant, String blueprintId, ChangeAttribution by) {
    var before = require(tenant, blueprintId);
    if (!agents.listInstanceIds(tenant.id(), blueprintId).isEmpty()) {
      throw new ApiException(
          409, "blueprint_in_use", "The blueprint has agents as instances. Delete them first.");
    }
    var deleted = changes.prepareDeletionEvent(tenant, blueprintId);
    store.delete(tenant, blueprintId, deleted);
    changes.announce(tenant, blueprintId);
    deleted.publish();
    audit.record(tenant, by, "agent.blueprint.deleted", Optional.of(before), before);
  }

  private OutboxEvents stopping(TenantContext tenant, AgentBlueprint blueprint) {
    return agentChanges.prepareStopEvent(
        tenant,
        blueprint.enabled() ? List.of() : agents.listInstanceIds(tenant.id(), blueprint.id()));
  }

  private void stopInstances(TenantContext tenant, String blueprintId, ChangeAttribution by) {
    var instances = agents.listInstanceIds(tenant.id(), blueprintId);
    for (String id : instances) {
      end.revokeTokens(tenant, new SubjectRef(SubjectRef.AGENT, id), by);
    }
    end.recordStopped(tenant, blueprintId, instances, by);
  }
}
