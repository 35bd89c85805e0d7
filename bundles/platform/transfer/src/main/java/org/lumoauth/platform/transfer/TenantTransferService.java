/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.PlannedImportItemLookup;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Exports a tenant as a document and imports a document into a tenant. An import creates and
 * updates items and removes none. Each module validates its own items, so a rejected import leaves
 * earlier changes in place, and can be sent again.
 */
@Component(service = TenantTransferService.class)
public final class TenantTransferService {
  private final ProviderTracker<TenantTransferSection> sections;
  private final AuditLog audit;

  @Activate
  public TenantTransferService(@Reference ProviderRegistry registry, @Reference AuditLog audit) {
    this.sections = registry.track(TenantTransferSection.class);
    this.audit = audit;
  }

  @Deactivate
  void close() {
    sections.close();
  }

  /** Returns the administration areas that a document covers. */
  public Set<String> areas() {
    Set<String> areas = new HashSet<>();
    inOrder(lease -> areas.add(lease.get().area()));
    return areas;
  }

  /**
   * Starts an export of the tenant.
   *
   * @param wanted section names; empty for all except those exported only on request
   * @return the document, which is read from the sections while it is written
   * @throws ApiException 422 {@code validation_error} for a section that no module provides
   */
  public StreamedTenantDocument export(
      TenantContext tenant, Set<String> wanted, AuditInitiator by) {
    requireKnown("sections", wanted);
    record(tenant, "tenant.exported", "A tenant export was started.", by, Map.of());
    return out -> write(tenant, wanted, out);
  }

  private void write(TenantContext tenant, Set<String> wanted, OutputStream out)
      throws IOException {
    try (var document = new TenantDocumentWriter(tenant.slug(), out)) {
      inOrder(
          lease -> {
            boolean always = wanted.isEmpty() && !lease.get().isExportedOnRequestOnly();
            if (always || wanted.contains(lease.name())) {
              document.section(lease.name(), items -> lease.get().forEachItem(tenant, items));
            }
          });
      document.finish();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Applies a document to the tenant, for an initiator with all permissions.
   *
   * @param dryRun whether to only determine the differences and errors
   * @return the differences
   * @throws ApiException from the module that rejected an item, with {@code section} and {@code
   *     key}
   */
  public List<TransferDifference> apply(
      TenantContext tenant, Map<String, Object> sent, boolean dryRun, AuditInitiator by) {
    var document = TenantDocument.of(sent);
    requireKnown("section", document.sections().keySet());
    Map<String, Set<String>> keys = new HashMap<>();
    inOrder(lease -> keys.put(lease.name(), check(tenant, lease, document)));
    PlannedImportItemLookup plan =
        (section, key) -> keys.getOrDefault(section, Set.of()).contains(key);
    var differences = new ArrayList<TransferDifference>();
    inOrder(
        lease ->
            differences.addAll(
                apply(
                    tenant,
                    lease,
                    document,
                    (key, item, exists) -> {
                      if (dryRun) {
                        return checkNamed(tenant, lease, key, item, plan);
                      }
                      return put(tenant, lease, key, item, exists, by);
                    })));
    if (!dryRun) {
      record(
          tenant,
          "tenant.imported",
          "A tenant document was imported.",
          by,
          Map.of("changes", differences.size()));
    }
    return differences;
  }

  /** Returns the keys of the document's items in the section. */
  private static Set<String> check(
      TenantContext tenant, ServiceLease<TenantTransferSection> lease, TenantDocument document) {
    var section = lease.get();
    Set<String> keys = new HashSet<>();
    for (var item : document.sections().getOrDefault(lease.name(), List.of())) {
      var key = key(lease, item);
      if (!keys.add(key)) {
        throw about(
            lease,
            key,
            ApiException.invalid(
                section.key(), "The document contains this item twice. Remove one of them."));
      }
      try {
        section.check(item);
      } catch (ApiException e) {
        throw about(lease, key, e);
      }
    }
    section
        .findConflictingKey(tenant, keys)
        .ifPresent(
            key -> {
              throw about(
                  lease,
                  key,
                  ApiException.invalid(
                      section.key(),
                      "The item conflicts with another item of this section, for example by its "
                          + "name."));
            });
    return keys;
  }

  /** Applies a changed item and returns values that are shown only once. */
  private interface TransferItemAction {
    Map<String, Object> apply(String key, Map<String, Object> item, boolean exists);
  }

  private static List<TransferDifference> apply(
      TenantContext tenant,
      ServiceLease<TenantTransferSection> lease,
      TenantDocument document,
      TransferItemAction work) {
    var items = document.sections().getOrDefault(lease.name(), List.of());
    if (items.isEmpty()) {
      return List.of();
    }
    var sent = items.stream().map(item -> key(lease, item)).collect(Collectors.toSet());
    Map<String, Map<String, Object>> there = new HashMap<>();
    lease
        .get()
        .forEachItem(
            tenant,
            item -> {
              var key = key(lease, item);
              if (sent.contains(key)) {
                there.put(key, item);
              }
            });
    var differences = new ArrayList<TransferDifference>();
    for (var item : items) {
      var key = key(lease, item);
      boolean exists = there.containsKey(key);
      var was = there.getOrDefault(key, Map.of());
      var is = TransferItemChangeDetector.merge(was, item, lease.get().atomicMembers());
      var changes = TransferItemChangeDetector.findChanges(was, is);
      if (exists && changes.isEmpty()) {
        continue;
      }
      var action = exists ? TransferDifference.UPDATE : TransferDifference.CREATE;
      var difference = new TransferDifference(lease.name(), key, action, changes, Map.of());
      differences.add(difference.withIssued(work.apply(key, is, exists)));
    }
    return differences;
  }

  private static Map<String, Object> checkNamed(
      TenantContext tenant,
      ServiceLease<TenantTransferSection> lease,
      String key,
      Map<String, Object> item,
      PlannedImportItemLookup plan) {
    try {
      lease.get().checkReferences(tenant, item, plan);
      return Map.of();
    } catch (ApiException e) {
      throw about(lease, key, e);
    }
  }

  private static Map<String, Object> put(
      TenantContext tenant,
      ServiceLease<TenantTransferSection> lease,
      String key,
      Map<String, Object> item,
      boolean exists,
      AuditInitiator by) {
    try {
      return lease.get().put(tenant, item, exists, by);
    } catch (ApiException e) {
      throw about(lease, key, e);
    }
  }

  private static String key(ServiceLease<TenantTransferSection> lease, Map<String, Object> item) {
    var name = lease.get().key();
    if (item.get(name) instanceof String key && !key.isBlank()) {
      return key;
    }
    throw about(lease, "", ApiException.invalid(name, "Each item must have " + name + "."));
  }

  /** Adds the position in the document to the error. */
  private static ApiException about(
      ServiceLease<TenantTransferSection> lease, String key, ApiException problem) {
    Map<String, Object> details = new LinkedHashMap<>(problem.details());
    details.put("section", lease.name());
    details.put("key", key.length() > 100 ? key.substring(0, 100) : key);
    return new ApiException(problem.status(), problem.code(), problem.getMessage(), details);
  }

  private void requireKnown(String what, Set<String> names) {
    var known = sections.names();
    names.stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              var shown = name.length() > 64 ? name.substring(0, 64) : name;
              throw ApiException.invalid(
                  what, "No installed module provides the section " + shown + ".");
            });
  }

  private void inOrder(Consumer<ServiceLease<TenantTransferSection>> work) {
    var leases = new ArrayList<>(sections.leaseAvailable());
    try {
      leases.sort(
          Comparator.<ServiceLease<TenantTransferSection>>comparingInt(lease -> lease.get().order())
              .thenComparing(ServiceLease::name));
      leases.forEach(work);
    } finally {
      leases.forEach(ServiceLease::close);
    }
  }

  private void record(
      TenantContext tenant,
      String action,
      String message,
      AuditInitiator by,
      Map<String, Object> details) {
    audit.record(
        tenant.id(),
        by.auditEvent(
            action,
            new AuditEvent.AuditTarget("tenant", tenant.id(), Optional.of(tenant.slug())),
            message,
            details));
  }
}
