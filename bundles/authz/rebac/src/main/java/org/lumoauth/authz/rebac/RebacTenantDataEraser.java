/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.authz.rebac.cache.TupleIndexCache;
import org.lumoauth.authz.rebac.store.RebacSqlGateway;
import org.lumoauth.authz.rebac.store.RelationStoreKey;
import org.lumoauth.authz.rebac.store.RelationStoreTable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deletes the stores, models, tuples and change log of a deleted tenant. */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=authz-rebac"})
public final class RebacTenantDataEraser implements TenantDataEraser {

  private final RebacSqlGateway unit;
  private final StoredRelationStoreService stores;
  private final TupleIndexCache indexes;
  private final RelationStoreChangePublisher changes;

  @Activate
  public RebacTenantDataEraser(
      @Reference RebacSqlGateway unit,
      @Reference StoredRelationStoreService stores,
      @Reference TupleIndexCache indexes,
      @Reference RelationStoreChangePublisher changes) {
    this.unit = unit;
    this.stores = stores;
    this.indexes = indexes;
    this.changes = changes;
  }

  @Override
  public void erase(String tenantId) {
    var gone = unit.change(connection -> RelationStoreTable.erase(connection, tenantId));
    stores.invalidate(tenantId);
    for (String storeId : gone) {
      var key = new RelationStoreKey(tenantId, storeId);
      changes.publishChange(key);
      indexes.forget(key);
    }
  }
}
