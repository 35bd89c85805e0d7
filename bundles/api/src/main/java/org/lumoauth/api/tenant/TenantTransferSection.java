/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.tenant;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.lumoauth.api.audit.AuditInitiator;

/**
 * Extension point: a module's part of the document for the export and import of a tenant.
 * Registered with {@code lumoauth.kind=tenant-section} and {@code lumoauth.name} = the section's
 * name. Items are JSON-like and contain no secrets and no generated or counted values. They refer
 * to each other by user-defined names, so that another tenant on another server can import them
 * unchanged.
 *
 * <p>An import checks every item of every section, then puts those that differ from the result of
 * {@link #export}; a dry run checks their references instead. An import that fails halfway can be
 * sent again.
 */
public interface TenantTransferSection {

  /**
   * Returns the order of import. Sections with lower numbers are imported first, because others
   * refer to them.
   */
  int order();

  /** Returns the administration area of the section, such as {@code roles}. */
  String area();

  /** Returns the member that identifies items, such as {@code slug}. */
  String key();

  /**
   * Returns whether the section is exported only if requested by name, because it is potentially
   * large data rather than configuration.
   */
  default boolean isExportedOnRequestOnly() {
    return false;
  }

  /**
   * Returns the members with objects that are replaced as a whole, such as the conditions of a
   * policy. In other objects, such as a section of settings, members that are not sent remain.
   */
  default Set<String> atomicMembers() {
    return Set.of();
  }

  /**
   * Returns every item, ordered by key according to {@link String#compareTo}, without items that
   * exist in every tenant.
   */
  List<Map<String, Object>> export(TenantContext tenant);

  /**
   * Passes the same items one by one, in any order. A section with potentially many items overrides
   * it and reads them in batches, so that an export has constant memory usage.
   */
  default void forEachItem(TenantContext tenant, Consumer<Map<String, Object>> items) {
    export(tenant).forEach(items);
  }

  /**
   * Rejects items that {@link #put} would reject for their structure: unknown members, and values
   * of the wrong type. Accepts any values and changes nothing, including the item.
   *
   * @throws org.lumoauth.api.web.ApiException 422 {@code validation_error}
   */
  void check(Map<String, Object> item);

  /**
   * Returns the key of an item that conflicts with others of the same document although its key is
   * unique, such as an e-mail address that differs from another only by case. Called before any
   * item is put.
   *
   * @param keys all keys of this section in the document
   */
  default Optional<String> findConflictingKey(TenantContext tenant, Set<String> keys) {
    return Optional.empty();
  }

  /**
   * Rejects, like {@link #put}, an item with a reference to a missing object that the same import
   * does not create. Called in a dry run instead of {@code put}; changes nothing.
   *
   * @param item as for {@code put}
   * @throws org.lumoauth.api.web.ApiException the error of {@code put}
   */
  default void checkReferences(
      TenantContext tenant, Map<String, Object> item, PlannedImportItemLookup plan) {}

  /**
   * Creates or updates an item with full permissions in the tenant.
   *
   * @param item the complete item: the exported members merged with the submitted ones, also within
   *     objects that are not {@link #atomicMembers}
   * @param exists whether an item with this key exists
   * @return values that are returned only once, such as a new client's secret, or missing values,
   *     such as a secret that the document does not contain; usually empty
   * @throws org.lumoauth.api.web.ApiException 4xx for an invalid item, for example with a reference
   *     to a missing object
   */
  Map<String, Object> put(
      TenantContext tenant, Map<String, Object> item, boolean exists, AuditInitiator by);
}
