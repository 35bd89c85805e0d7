package org.lumoauth.agents.cards;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the cards of deleted tenants and deleted agents. */
public final class AgentCardMaintenance {
  private AgentCardMaintenance() {}

  /** Removes the cards of a deleted tenant. */
  @Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=agents-cards"})
  public static final class AgentCardTenantDataEraser implements TenantDataEraser {
    private final AgentCardStore store;

    @Activate
    public AgentCardTenantDataEraser(@Reference AgentCardStore store) {
      this.store = store;
    }

    @Override
    public void erase(String tenantId) {
      store.erase(tenantId);
    }
  }

  /** Removes the card of a deleted agent. */
  @Component(property = {"lumoauth.kind=event-listener", "lumoauth.name=agents-cards"})
  public static final class AgentCardDeletionListener implements DomainEventListener {
    private final AgentCardStore store;

    @Activate
    public AgentCardDeletionListener(@Reference AgentCardStore store) {
      this.store = store;
    }

    @Override
    public void onEvent(DomainEvent event) {
      if (event.type().equals("subject.deleted") && event.id().startsWith("agt_")) {
        store.delete(event.tenantId(), event.id());
      }
    }
  }
}
