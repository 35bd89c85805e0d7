package org.lumoauth.authz.rebac;

import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rebac.store.Head;
import org.lumoauth.authz.rebac.store.StoreKey;

/**
 * What a question is put to.
 *
 * @param tenant the tenant
 * @param key its store
 * @param head how far the store must be at least
 * @param deadline when it must be answered
 */
record Target(TenantContext tenant, StoreKey key, Head head, Deadline deadline) {

  /** The same, with how far the store was when it had the tuples that it is answered from. */
  Target at(Head state) {
    return state == head ? this : new Target(tenant, key, state, deadline);
  }
}
