/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.rule;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the rules of deleted agents and blueprints. Ids are never reused. */
@Component(
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=agents-workload-ends",
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.SUBJECT_DELETED,
      DomainEventListener.MISSES_NONE + "=agent.blueprint.deleted"
    })
public final class TrustRuleHolderCleanupListener implements DomainEventListener {

  private static final String AGENT = "agt_";

  private final TrustRuleStore store;
  private final TrustRuleCache memory;
  private final TrustRuleTokenRecipientStore uses;

  @Activate
  public TrustRuleHolderCleanupListener(
      @Reference TrustRuleStore store,
      @Reference TrustRuleCache memory,
      @Reference TrustRuleTokenRecipientStore uses) {
    this.store = store;
    this.memory = memory;
    this.uses = uses;
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.type().equals(DomainEvent.SUBJECT_DELETED) && event.id().startsWith(AGENT)) {
      remove(event.tenantId(), event.id());
      uses.deleteByAgent(event.tenantId(), event.id());
    } else if (event.type().equals("agent.blueprint.deleted")) {
      remove(event.tenantId(), event.id());
    }
  }

  private void remove(String tenantId, String holderId) {
    for (TrustRule rule : store.of(tenantId, holderId)) {
      store.remove(tenantId, rule.id());
      uses.deleteByRule(tenantId, rule.id());
    }
    memory.invalidate(tenantId, holderId);
  }
}
