/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga;

import org.lumoauth.api.relation.RelationStoreMetadata;
import org.lumoauth.api.relation.RelationStoreService;
import org.lumoauth.api.tenant.TenantContext;

/** Finds the store in the request path, before the request is parsed further. */
public final class FgaStoreResolver {
  private final RelationStoreService stores;

  public FgaStoreResolver(RelationStoreService stores) {
    this.stores = stores;
  }

  /**
   * Returns the store.
   *
   * @throws FgaException 404 {@code store_id_not_found} if the tenant has no store with this id
   */
  public RelationStoreMetadata require(TenantContext tenant, String ulid) {
    return stores
        .find(tenant, FgaIdMapper.store(ulid))
        .orElseThrow(() -> new FgaException(404, "store_id_not_found", "Store ID not found"));
  }
}
