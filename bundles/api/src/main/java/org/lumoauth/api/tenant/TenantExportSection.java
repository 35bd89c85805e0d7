package org.lumoauth.api.tenant;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.lumoauth.api.audit.AuditInitiator;

/**
 * Extension point: what a module keeps of a tenant, as part of the document that a tenant is
 * exported to and imported from. Registered with {@code lumoauth.kind=tenant-section} and {@code
 * lumoauth.name} = the section's name. Items are JSON-like, have no secrets, and nothing that a
 * server makes up or counts; they name each other by what people chose, so that another tenant, on
 * another server, can take them as they are.
 *
 * <p>An import checks every item of every section, then puts those that differ from what {@link
 * #export} gives; a dry run looks in their place whether what they name will be there. One that is
 * refused half-way is sent again.
 */
public interface TenantExportSection {

  /** Sections of lower numbers are imported first: they hold what the others name. */
  int order();

  /** The area of the administration that it belongs to, as {@code roles}. */
  String area();

  /** The member that tells the items apart, as {@code slug}. */
  String key();

  /**
   * Whether it is exported only where it is asked for by name: it is data that may be large, not
   * configuration.
   */
  default boolean isExportedOnRequestOnly() {
    return false;
  }

  /**
   * Members whose objects say one thing together, as the conditions of a policy: what is sent takes
   * the place of what is there. Of other objects, as a section of settings, members that are not
   * sent stay.
   */
  default Set<String> atomicMembers() {
    return Set.of();
  }

  /**
   * Every item, in the order of their keys as {@link String#compareTo} has it; nothing that is
   * there in each tenant anyway.
   */
  List<Map<String, Object>> export(TenantContext tenant);

  /**
   * Passes the same items one by one, in an order that need not be that of their keys. A section
   * whose items can be many overrides it and reads them in batches, so that an export takes the
   * same memory for any number of them.
   */
  default void forEachItem(TenantContext tenant, Consumer<Map<String, Object>> items) {
    export(tenant).forEach(items);
  }

  /**
   * Refuses what {@link #put} would refuse for its shape alone: members that it does not know, and
   * values of another kind, whatever they are. Changes nothing, the item neither.
   *
   * @throws org.lumoauth.api.web.ApiException 422 {@code validation_error}
   */
  void check(Map<String, Object> item);

  /**
   * The key of an item that could not be made beside the others of the same document, though no key
   * is there twice, as an address that differs from another by its case alone. Asked before
   * anything is put.
   *
   * @param keys all that the document has of this section
   */
  default Optional<String> findConflictingKey(TenantContext tenant, Set<String> keys) {
    return Optional.empty();
  }

  /**
   * Refuses, as {@link #put} would, an item that names what is neither there nor made by the same
   * import. Asked in a dry run in the place of {@code put}; changes nothing.
   *
   * @param item as for {@code put}
   * @throws org.lumoauth.api.web.ApiException the one that {@code put} throws
   */
  default void checkReferences(
      TenantContext tenant, Map<String, Object> item, TenantImportPlan plan) {}

  /**
   * Makes an item or changes it, as whoever may do everything in the tenant.
   *
   * @param item every member that it shall have: those that were exported, with what was sent over
   *     them, also within objects that are not {@link #atomicMembers}
   * @param exists whether there is an item of this key
   * @return what is told once and never again, as a new client's secret, or what it lacks, as a
   *     secret that the document does not bring; usually empty
   * @throws org.lumoauth.api.web.ApiException 4xx for what can't be, as an item that names what is
   *     not there
   */
  Map<String, Object> put(
      TenantContext tenant, Map<String, Object> item, boolean exists, AuditInitiator by);
}
