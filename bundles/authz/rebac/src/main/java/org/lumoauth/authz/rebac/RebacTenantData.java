package org.lumoauth.authz.rebac;

import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.authz.rebac.cache.Indexes;
import org.lumoauth.authz.rebac.store.RebacUnit;
import org.lumoauth.authz.rebac.store.StoreKey;
import org.lumoauth.authz.rebac.store.StoreTable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Removes the stores, models, tuples and their log of a tenant that is deleted. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=authz-rebac"})
public final class RebacTenantData implements TenantDataOwner {

  private final RebacUnit unit;
  private final StoredRelationStores stores;
  private final Indexes indexes;
  private final RelationChanges changes;

  @Activate
  public RebacTenantData(
      @Reference RebacUnit unit,
      @Reference StoredRelationStores stores,
      @Reference Indexes indexes,
      @Reference RelationChanges changes) {
    this.unit = unit;
    this.stores = stores;
    this.indexes = indexes;
    this.changes = changes;
  }

  @Override
  public void erase(String tenantId) {
    var gone = unit.change(connection -> StoreTable.erase(connection, tenantId));
    stores.forget(tenantId);
    for (String storeId : gone) {
      var key = new StoreKey(tenantId, storeId);
      changes.store(key);
      indexes.forget(key);
    }
  }
}
