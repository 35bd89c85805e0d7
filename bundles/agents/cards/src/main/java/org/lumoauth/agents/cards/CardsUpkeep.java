package org.lumoauth.agents.cards;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes cards of tenants and agents that end. */
public final class CardsUpkeep {
  private CardsUpkeep() {}

  /** Removes a tenant's cards. */
  @Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=agents-cards"})
  public static final class Owner implements TenantDataOwner {
    private final CardStore store;

    @Activate
    public Owner(@Reference CardStore store) {
      this.store = store;
    }

    @Override
    public void erase(String tenantId) {
      store.erase(tenantId);
    }
  }

  /** Removes the card of an agent that was deleted. */
  @Component(property = {"lumoauth.kind=event-listener", "lumoauth.name=agents-cards"})
  public static final class Listener implements DomainEventListener {
    private final CardStore store;

    @Activate
    public Listener(@Reference CardStore store) {
      this.store = store;
    }

    @Override
    public void on(DomainEvent event) {
      if (event.type().equals("subject.deleted") && event.id().startsWith("agt_")) {
        store.delete(event.tenantId(), event.id());
      }
    }
  }
}
