package org.lumoauth.authz.rebac;

import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rebac.store.RelationStoreHead;
import org.lumoauth.authz.rebac.store.RelationStoreKey;

/**
 * What a question is put to.
 *
 * @param tenant the tenant
 * @param key its store
 * @param head how far the store must be at least
 * @param deadline when it must be answered
 */
record CheckTarget(
    TenantContext tenant, RelationStoreKey key, RelationStoreHead head, QueryDeadline deadline) {

  /** The same, with how far the store was when it had the tuples that it is answered from. */
  CheckTarget at(RelationStoreHead state) {
    return state == head ? this : new CheckTarget(tenant, key, state, deadline);
  }
}
