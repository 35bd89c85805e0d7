package org.lumoauth.authz.rebac;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.authz.rebac.cache.StoreHeads;
import org.lumoauth.authz.rebac.store.StoreKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Has the next question about a store look how far it is. */
@Component(property = {"lumoauth.kind=event-listener", "lumoauth.name=authz-rebac"})
public final class RelationChangeListener implements DomainEventListener {

  private final StoreHeads heads;

  @Activate
  public RelationChangeListener(@Reference StoreHeads heads) {
    this.heads = heads;
  }

  @Override
  public void on(DomainEvent event) {
    if (event.type().equals(RelationChanges.TYPE)) {
      heads.changed(new StoreKey(event.tenantId(), event.id()));
    }
  }
}
