/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.relation;

import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Manages the stores of a tenant. */
@ProviderType
public interface RelationStoreService {

  /** Returns the default store; creates it on first use. */
  RelationStoreMetadata defaultStore(TenantContext tenant);

  /**
   * Creates a store.
   *
   * @param by the initiator, for the audit log
   * @throws RelationException {@code INVALID_REQUEST} for an invalid name, {@code LIMIT_EXCEEDED}
   */
  RelationStoreMetadata create(TenantContext tenant, String name, AuditInitiator by);

  Optional<RelationStoreMetadata> find(TenantContext tenant, String storeId);

  /**
   * Returns stores in the order of their creation.
   *
   * @param name only stores with exactly this name
   * @param after the token of the previous slice
   * @throws RelationException {@code INVALID_TOKEN}
   */
  ResultSlice<RelationStoreMetadata> list(
      TenantContext tenant, Optional<String> name, int limit, Optional<String> after);

  /**
   * Deletes a store and its content.
   *
   * @param by the initiator, for the audit log
   * @throws RelationException {@code STORE_NOT_FOUND}, or {@code INVALID_REQUEST} for the default
   *     store
   */
  void delete(TenantContext tenant, String storeId, AuditInitiator by);
}
