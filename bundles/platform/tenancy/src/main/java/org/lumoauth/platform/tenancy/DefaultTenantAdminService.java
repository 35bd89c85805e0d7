/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tenancy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.NewUser;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.tenant.CreatedTenant;
import org.lumoauth.api.tenant.NewTenant;
import org.lumoauth.api.tenant.Tenant;
import org.lumoauth.api.tenant.TenantAdminService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantPatch;
import org.lumoauth.api.tenant.TenantStatus;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.web.text.DisplayNameValidator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Creates, changes and deletes tenants. The tenant's own row is written last: if an earlier step
 * fails, the slug remains available, and the data that other modules stored for the new id is
 * erased.
 */
@Component(service = {TenantAdminService.class, DefaultTenantAdminService.class})
public final class DefaultTenantAdminService implements TenantAdminService {

  /** The role of a tenant's first administrator. */
  static final String ADMINISTRATOR_ROLE = "tenant_admin";

  private static final Set<String> FIRST_KEY_SCOPES = Set.of("admin");
  private static final int MAX_NAME = 200;
  private static final AuditInitiator CONSOLE = AuditInitiator.server("console");

  private final TenantStore store;
  private final CachingTenantRegistry registry;
  private final TenancyServiceLookup neighbours;
  private final IdGenerator identifiers;
  private final AuditLog audit;
  private final DomainEventPublisher events;

  @Activate
  public DefaultTenantAdminService(
      @Reference TenantStore store,
      @Reference CachingTenantRegistry registry,
      @Reference TenancyServiceLookup neighbours,
      @Reference IdGenerator identifiers,
      @Reference AuditLog audit,
      @Reference DomainEventPublisher events) {
    this.store = store;
    this.registry = registry;
    this.neighbours = neighbours;
    this.identifiers = identifiers;
    this.audit = audit;
    this.events = events;
  }

  @Override
  public CreatedTenant create(NewTenant tenant) {
    return create(tenant, CONSOLE);
  }

  /** Creates a tenant on behalf of an initiator. */
  public CreatedTenant create(NewTenant wanted, AuditInitiator initiator) {
    var slug = TenantSlug.of(wanted.slug());
    var name = name(wanted.name());
    var region = wanted.region().map(value -> text("region", value)).orElse("");
    refuseTaken(slug);
    var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    var id = identifiers.next("ten_");
    var tenant = new Tenant(id, slug.value(), name, TenantStatus.ACTIVE, region, now, now);
    try {
      var context = registry.context(id, slug.value());
      var admin = wanted.administrator().map(first -> administrator(context, first));
      var key = neighbours.apiKeys().issue(context, "First key", FIRST_KEY_SCOPES);
      store.insert(tenant);
      var details = new LinkedHashMap<String, Object>();
      details.put("slug", slug.value());
      details.put("region", region);
      details.put("apiKeyId", key.id());
      admin.ifPresent(user -> details.put("administrator", user));
      record("tenant.created", tenant, "A tenant was created.", initiator, details);
      changed(tenant);
      return new CreatedTenant(tenant, key.key());
    } catch (DuplicateKeyException e) {
      undo(tenant);
      refuseTaken(slug);
      throw ApiException.duplicate("The slug was taken by a concurrent request. Try again.");
    } catch (RuntimeException e) {
      undo(tenant);
      throw e;
    }
  }

  @Override
  public Page<Tenant> list(PageRequest page) {
    return store.list(page);
  }

  @Override
  public Optional<Tenant> find(String slug) {
    return store.findBySlug(slug);
  }

  @Override
  public Tenant change(String slug, TenantPatch change) {
    return change(slug, change, CONSOLE);
  }

  /** Changes a tenant on behalf of an initiator. */
  public Tenant change(String slug, TenantPatch change, AuditInitiator initiator) {
    change.name().ifPresent(DefaultTenantAdminService::name);
    change.region().ifPresent(value -> text("region", value));
    var done =
        store
            .update(slug, tenant -> applied(tenant, change))
            .orElseThrow(ApiException::tenantNotFound);
    var after = done.after();
    changed(after);
    record(
        "tenant.updated",
        after,
        "A tenant was changed.",
        initiator,
        TenantAuditDiff.of(done.before(), after));
    return after;
  }

  @Override
  public void delete(String slug) {
    delete(slug, CONSOLE);
  }

  /** Deletes a tenant on behalf of an initiator. */
  public void delete(String slug, AuditInitiator initiator) {
    var tenant = store.findBySlug(slug).orElseThrow(ApiException::tenantNotFound);
    // Requests are rejected before the first row is removed.
    var disabled =
        new TenantPatch(Optional.empty(), Optional.of(TenantStatus.DISABLED), Optional.empty());
    store.update(slug, current -> applied(current, disabled));
    changed(tenant);
    var failed = TenantErasureService.erase(neighbours.owners(), tenant.id());
    if (!failed.isEmpty()) {
      throw new ApiException(
          503,
          "temporarily_unavailable",
          "Some data of the tenant could not be removed, so the tenant remains "
              + "disabled. Delete it again.");
    }
    record("tenant.deleted", tenant, "A tenant was deleted.", initiator, Map.of("slug", slug));
    store.delete(tenant.id());
    changed(tenant);
  }

  private String administrator(TenantContext tenant, NewTenant.TenantAdministrator first) {
    var roles = neighbours.roles();
    var user =
        neighbours
            .users()
            .create(
                tenant,
                new NewUser(first.email(), Optional.empty(), Optional.of(first.password()), true));
    roles.assign(tenant, new SubjectRef(SubjectRef.USER, user.id()), List.of(ADMINISTRATOR_ROLE));
    return user.id();
  }

  private void refuseTaken(TenantSlug slug) {
    store
        .findBySkeleton(slug)
        .ifPresent(
            other -> {
              throw other.slug().equals(slug.value())
                  ? ApiException.duplicate("A tenant with this slug already exists.")
                  : ApiException.duplicate(
                      "The slug looks like the slug of another tenant: "
                          + other.slug()
                          + ". Choose another slug.");
            });
  }

  private void undo(Tenant tenant) {
    TenantErasureService.erase(neighbours.owners(), tenant.id());
    store.delete(tenant.id());
    changed(tenant);
  }

  private void changed(Tenant tenant) {
    registry.forget(tenant.id(), tenant.slug());
    events.publish(new DomainEvent(DomainEvent.TENANT_CHANGED, tenant.id(), tenant.slug()));
  }

  private void record(
      String action,
      Tenant tenant,
      String message,
      AuditInitiator by,
      Map<String, Object> details) {
    audit.record(
        AuditLog.PLATFORM,
        by.auditEvent(
            action,
            new AuditEvent.AuditTarget("tenant", tenant.id(), Optional.of(tenant.slug())),
            message,
            details));
  }

  private static Tenant applied(Tenant tenant, TenantPatch change) {
    return new Tenant(
        tenant.id(),
        tenant.slug(),
        change.name().map(String::strip).orElse(tenant.name()),
        change.status().orElse(tenant.status()),
        change.region().orElse(tenant.region()),
        tenant.createdAt(),
        Instant.now().truncatedTo(ChronoUnit.MICROS));
  }

  /** The name is shown above the password field. */
  private static String name(String value) {
    return DisplayNameValidator.requireValid("name", text("name", value));
  }

  private static String text(String member, String value) {
    if (value == null || value.isBlank() || value.length() > MAX_NAME) {
      throw ApiException.invalid(member, member + " must have 1 to " + MAX_NAME + " characters.");
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw ApiException.invalid(member, member + " must not contain control characters.");
    }
    return value;
  }
}
