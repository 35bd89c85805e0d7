/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.authz.rebac.cache.StoreHeadCache;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Invalidates the cached state of a changed store, so that the next query reads it again. */
@Component(property = {"lumoauth.kind=event-listener", "lumoauth.name=authz-rebac"})
public final class StoreHeadInvalidationListener implements DomainEventListener {

  private final StoreHeadCache heads;

  @Activate
  public StoreHeadInvalidationListener(@Reference StoreHeadCache heads) {
    this.heads = heads;
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.type().equals(RelationStoreChangePublisher.TYPE)) {
      heads.invalidate(new RelationStoreKey(event.tenantId(), event.id()));
    }
  }
}
