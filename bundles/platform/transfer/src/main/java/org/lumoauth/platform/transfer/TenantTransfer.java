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
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.ImportPlan;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantSection;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes a document of a tenant, and a tenant of a document. Import makes and changes; it removes
 * nothing. Each module decides about its own items, so an import that is refused half-way leaves
 * what came before, and can be sent again.
 */
@Component(service = TenantTransfer.class)
public final class TenantTransfer {
  private final Providers<TenantSection> sections;
  private final AuditLog audit;

  @Activate
  public TenantTransfer(@Reference ProviderRegistry registry, @Reference AuditLog audit) {
    this.sections = registry.follow(TenantSection.class);
    this.audit = audit;
  }

  @Deactivate
  void close() {
    sections.close();
  }

  /** The areas of the administration that a document is about. */
  public Set<String> areas() {
    Set<String> areas = new HashSet<>();
    inOrder(lease -> areas.add(lease.get().area()));
    return areas;
  }

  /**
   * Begins an export of the tenant.
   *
   * @param wanted names of sections; empty means all but those that come on request
   * @return the document, which is read from the sections while it is written
   * @throws Problem 422 {@code validation_error} for a section that no module brings
   */
  public ExportedTenant export(TenantContext tenant, Set<String> wanted, Initiator by) {
    requireKnown("sections", wanted);
    record(tenant, "tenant.exported", "The tenant was exported.", by, Map.of());
    return out -> write(tenant, wanted, out);
  }

  private void write(TenantContext tenant, Set<String> wanted, OutputStream out)
      throws IOException {
    try (var document = new DocumentWriter(tenant.slug(), out)) {
      inOrder(
          lease -> {
            boolean always = wanted.isEmpty() && !lease.get().onRequest();
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
   * Brings the tenant to what the document says, as somebody who may do everything in it.
   *
   * @param dryRun whether only to find the difference, and what would be refused
   * @return what was different
   * @throws Problem of the module that refused an item, with {@code section} and {@code key}
   */
  public List<Difference> apply(
      TenantContext tenant, Map<String, Object> sent, boolean dryRun, Initiator by) {
    var document = TenantDocument.of(sent);
    requireKnown("section", document.sections().keySet());
    Map<String, Set<String>> keys = new HashMap<>();
    inOrder(lease -> keys.put(lease.name(), check(tenant, lease, document)));
    ImportPlan plan = (section, key) -> keys.getOrDefault(section, Set.of()).contains(key);
    var differences = new ArrayList<Difference>();
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
          "A document was imported.",
          by,
          Map.of("changes", differences.size()));
    }
    return differences;
  }

  /** The keys of what the document has of the section. */
  private static Set<String> check(
      TenantContext tenant, Lease<TenantSection> lease, TenantDocument document) {
    var section = lease.get();
    Set<String> keys = new HashSet<>();
    for (var item : document.sections().getOrDefault(lease.name(), List.of())) {
      var key = key(lease, item);
      if (!keys.add(key)) {
        throw about(lease, key, Problem.invalid(section.key(), "This is there twice."));
      }
      try {
        section.check(item);
      } catch (Problem e) {
        throw about(lease, key, e);
      }
    }
    section
        .clashing(tenant, keys)
        .ifPresent(
            key -> {
              throw about(
                  lease,
                  key,
                  Problem.invalid(section.key(), "It can't be beside another of these."));
            });
    return keys;
  }

  /** Does with an item that differs what it comes to, and says what is told once. */
  private interface Work {
    Map<String, Object> on(String key, Map<String, Object> item, boolean exists);
  }

  private static List<Difference> apply(
      TenantContext tenant, Lease<TenantSection> lease, TenantDocument document, Work work) {
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
    var differences = new ArrayList<Difference>();
    for (var item : items) {
      var key = key(lease, item);
      boolean exists = there.containsKey(key);
      var was = there.getOrDefault(key, Map.of());
      var is = Comparison.merge(was, item, lease.get().whole());
      var changes = Comparison.changes(was, is);
      if (exists && changes.isEmpty()) {
        continue;
      }
      var action = exists ? Difference.UPDATE : Difference.CREATE;
      var difference = new Difference(lease.name(), key, action, changes, Map.of());
      differences.add(difference.with(work.on(key, is, exists)));
    }
    return differences;
  }

  private static Map<String, Object> checkNamed(
      TenantContext tenant,
      Lease<TenantSection> lease,
      String key,
      Map<String, Object> item,
      ImportPlan plan) {
    try {
      lease.get().checkNamed(tenant, item, plan);
      return Map.of();
    } catch (Problem e) {
      throw about(lease, key, e);
    }
  }

  private static Map<String, Object> put(
      TenantContext tenant,
      Lease<TenantSection> lease,
      String key,
      Map<String, Object> item,
      boolean exists,
      Initiator by) {
    try {
      return lease.get().put(tenant, item, exists, by);
    } catch (Problem e) {
      throw about(lease, key, e);
    }
  }

  private static String key(Lease<TenantSection> lease, Map<String, Object> item) {
    var name = lease.get().key();
    if (item.get(name) instanceof String key && !key.isBlank()) {
      return key;
    }
    throw about(lease, "", Problem.invalid(name, "Each item needs " + name + "."));
  }

  /** The refusal with where in the document it happened. */
  private static Problem about(Lease<TenantSection> lease, String key, Problem problem) {
    Map<String, Object> details = new LinkedHashMap<>(problem.details());
    details.put("section", lease.name());
    details.put("key", key.length() > 100 ? key.substring(0, 100) : key);
    return new Problem(problem.status(), problem.code(), problem.getMessage(), details);
  }

  private void requireKnown(String what, Set<String> names) {
    var known = sections.names();
    names.stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              var shown = name.length() > 64 ? name.substring(0, 64) : name;
              throw Problem.invalid(what, "No module here brings the section " + shown + ".");
            });
  }

  private void inOrder(Consumer<Lease<TenantSection>> work) {
    var leases = new ArrayList<>(sections.acquireAll());
    try {
      leases.sort(
          Comparator.<Lease<TenantSection>>comparingInt(lease -> lease.get().order())
              .thenComparing(Lease::name));
      leases.forEach(work);
    } finally {
      leases.forEach(Lease::close);
    }
  }

  private void record(
      TenantContext tenant,
      String action,
      String message,
      Initiator by,
      Map<String, Object> details) {
    audit.record(
        tenant.id(),
        by.did(
            action,
            new AuditEvent.Target("tenant", tenant.id(), Optional.of(tenant.slug())),
            message,
            details));
  }
}
