/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.query;

import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rebac.store.RelationStoreHead;
import org.lumoauth.authz.rebac.store.RelationStoreKey;

/**
 * The target of a query.
 *
 * @param tenant the tenant
 * @param key the store
 * @param head the minimum state of the store
 * @param deadline the deadline of the query
 */
public record StoreQueryTarget(
    TenantContext tenant, RelationStoreKey key, RelationStoreHead head, QueryDeadline deadline) {

  /** Returns a copy with the state of the store from which the query is evaluated. */
  @SuppressWarnings("ReferenceEquality") // another object only costs a copy
  StoreQueryTarget at(RelationStoreHead state) {
    return state == head ? this : new StoreQueryTarget(tenant, key, state, deadline);
  }
}
