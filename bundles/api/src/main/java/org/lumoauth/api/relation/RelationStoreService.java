package org.lumoauth.api.relation;

import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Stores of a tenant. */
@ProviderType
public interface RelationStoreService {

  /** The store that is meant where none is named; made when it is first asked for. */
  RelationStore defaultStore(TenantContext tenant);

  /**
   * Makes a store.
   *
   * @param by who does so, for the audit log
   * @throws RelationException {@code INVALID_REQUEST} for a bad name, {@code LIMIT_EXCEEDED}
   */
  RelationStore create(TenantContext tenant, String name, AuditInitiator by);

  Optional<RelationStore> find(TenantContext tenant, String storeId);

  /**
   * Lists stores in the order in which they were made.
   *
   * @param name only those of exactly this name
   * @param after the token of the slice before
   * @throws RelationException {@code INVALID_TOKEN}
   */
  ResultSlice<RelationStore> list(
      TenantContext tenant, Optional<String> name, int limit, Optional<String> after);

  /**
   * Deletes a store with all that is in it.
   *
   * @param by who does so, for the audit log
   * @throws RelationException {@code STORE_NOT_FOUND}, or {@code INVALID_REQUEST} for the standard
   *     one
   */
  void delete(TenantContext tenant, String storeId, AuditInitiator by);
}
