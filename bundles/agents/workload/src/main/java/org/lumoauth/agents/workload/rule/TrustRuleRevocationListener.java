/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.rule;

import java.util.List;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.api.token.TokenService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Revokes tokens when the trust rule they are based on is deleted, disabled or narrowed. If an
 * event arrives late, newer tokens of the agents are revoked too; they attest again and get another
 * token.
 */
@Component(
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=agents-workload-trust",
      DomainEventListener.MISSES_NONE + "=" + TrustRuleRevocationListener.OF_RULE,
      DomainEventListener.MISSES_NONE + "=" + TrustRuleRevocationListener.OF_HOLDER
    })
public final class TrustRuleRevocationListener implements DomainEventListener {

  /** Event type: a rule was narrowed or deleted; the event id is the rule's id. */
  static final String OF_RULE = "workload.rule.narrowed";

  /**
   * Event type: an agent or a blueprint got its first rule; the event id is the id of the agent or
   * blueprint.
   */
  static final String OF_HOLDER = "workload.holder.narrowed";

  private final TrustRuleStore store;
  private final TrustRuleTokenRecipientStore uses;
  private final BlueprintInstanceWithRulesLookup instances;
  private final TokenService tokens;
  private final TenantRegistry tenants;

  @Activate
  public TrustRuleRevocationListener(
      @Reference TrustRuleStore store,
      @Reference TrustRuleTokenRecipientStore uses,
      @Reference BlueprintInstanceWithRulesLookup instances,
      @Reference TokenService tokens,
      @Reference TenantRegistry tenants) {
    this.store = store;
    this.uses = uses;
    this.instances = instances;
    this.tokens = tokens;
    this.tenants = tenants;
  }

  @Override
  public void onEvent(DomainEvent event) {
    switch (event.type()) {
      case OF_RULE ->
          tenants.findById(event.tenantId()).ifPresent(tenant -> ofRule(tenant, event.id()));
      case OF_HOLDER ->
          tenants
              .findById(event.tenantId())
              .ifPresent(tenant -> end(tenant, instances.narrowedBy(tenant, event.id())));
      default -> {
        return;
      }
    }
  }

  private void ofRule(TenantContext tenant, String ruleId) {
    end(tenant, uses.listAgents(tenant.id(), ruleId));
    if (store.find(tenant.id(), ruleId).isEmpty()) {
      uses.deleteByRule(tenant.id(), ruleId);
    }
  }

  private void end(TenantContext tenant, List<String> agents) {
    agents.forEach(agent -> tokens.revokeAll(tenant, new SubjectRef(SubjectRef.AGENT, agent)));
  }
}
