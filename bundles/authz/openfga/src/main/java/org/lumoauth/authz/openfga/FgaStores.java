package org.lumoauth.authz.openfga;

import org.lumoauth.api.relation.RelationStore;
import org.lumoauth.api.relation.RelationStores;
import org.lumoauth.api.tenant.TenantContext;

/** Finds the store that a path names, before anything else is looked at. */
public final class FgaStores {
  private final RelationStores stores;

  public FgaStores(RelationStores stores) {
    this.stores = stores;
  }

  /**
   * The store.
   *
   * @throws FgaFailure 404 {@code store_id_not_found} if the tenant has none of this id
   */
  public RelationStore require(TenantContext tenant, String ulid) {
    return stores
        .find(tenant, FgaIds.store(ulid))
        .orElseThrow(() -> new FgaFailure(404, "store_id_not_found", "Store ID not found"));
  }
}
