package org.lumoauth.agents.workload.rule;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the rules of agents that are deleted. Ids are never used again. */
@Component(property = {"lumoauth.kind=event-listener", "lumoauth.name=agents-workload-ends"})
public final class RulesOfAgents implements DomainEventListener {

  private static final String AGENT = "agt_";

  private final RuleStore store;
  private final RuleMemory memory;
  private final RuleUses uses;

  @Activate
  public RulesOfAgents(
      @Reference RuleStore store, @Reference RuleMemory memory, @Reference RuleUses uses) {
    this.store = store;
    this.memory = memory;
    this.uses = uses;
  }

  @Override
  public void on(DomainEvent event) {
    if (!event.type().equals("subject.deleted") || !event.id().startsWith(AGENT)) {
      return;
    }
    for (TrustRule rule : store.of(event.tenantId(), event.id())) {
      store.remove(event.tenantId(), rule.id());
      uses.forget(event.tenantId(), rule.id());
    }
    uses.forgetAgent(event.tenantId(), event.id());
    memory.forget(event.tenantId(), event.id());
  }
}
