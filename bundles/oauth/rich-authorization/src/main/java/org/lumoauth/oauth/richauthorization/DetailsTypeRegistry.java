package org.lumoauth.oauth.richauthorization;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Declares, changes and removes types. A change holds for the next request. */
@Component(service = DetailsTypeRegistry.class)
public final class DetailsTypeRegistry {

  /**
   * How many a tenant may have: all of them are in memory. Where administrators make some at the
   * same instant there may be a few more, which does no harm.
   */
  static final int MAX_TYPES = 50;

  private final DetailsTypeStore store;
  private final DetailsTypeCache memory;
  private final IdGenerator identifiers;
  private final DomainEventPublisher events;
  private final DetailsTypeAudit audit;

  @Activate
  public DetailsTypeRegistry(
      @Reference DetailsTypeStore store,
      @Reference DetailsTypeCache memory,
      @Reference IdGenerator identifiers,
      @Reference DomainEventPublisher events,
      @Reference AuditLog log) {
    this.store = store;
    this.memory = memory;
    this.identifiers = identifiers;
    this.events = events;
    this.audit = new DetailsTypeAudit(log);
  }

  /** All types of the tenant, by {@code type}. */
  public List<RegisteredDetailsType> list(TenantContext tenant) {
    return store.all(tenant.id());
  }

  /**
   * The type with this id.
   *
   * @throws ApiException 404 {@code resource_not_found}
   */
  public RegisteredDetailsType get(TenantContext tenant, String id) {
    return stored(tenant, id).type();
  }

  /**
   * Declares a type.
   *
   * @throws ApiException 409 {@code duplicate_resource}, 422 {@code validation_error}
   */
  public RegisteredDetailsType create(
      TenantContext tenant, DeclaredDetailsType declared, AuditInitiator by) {
    if (store.all(tenant.id()).size() >= MAX_TYPES) {
      throw ApiException.invalid("type", "There may be " + MAX_TYPES + " types at most.");
    }
    RegisteredDetailsType type;
    try {
      type = store.add(tenant.id(), identifiers.next("adt_"), declared, Instant.now());
    } catch (DuplicateKeyException e) {
      throw ApiException.duplicate("This type is declared already.");
    }
    changed(tenant, type);
    audit.record(
        tenant,
        by,
        "authorization_details_type.created",
        type,
        "A type of authorization details was declared.",
        DetailsTypeAudit.shown(declared));
    return type;
  }

  /**
   * Puts a declaration in the place of another of the same {@code type}.
   *
   * @throws ApiException 404 {@code resource_not_found}, 409 {@code conflict}, 422 {@code
   *     validation_error}
   */
  public RegisteredDetailsType replace(
      TenantContext tenant, String id, DeclaredDetailsType after, AuditInitiator by) {
    var was = stored(tenant, id);
    DeclaredDetailsType before = was.type().declared();
    if (!after.type().equals(before.type())) { // tokens and consents carry it
      throw ApiException.invalid("type", "type stays as it is; declare another.");
    }
    if (!store.replace(tenant.id(), was, after, Instant.now())) {
      throw new ApiException(409, "conflict", "Somebody changed the type meanwhile; try again.");
    }
    var type = new RegisteredDetailsType(id, after, was.type().createdAt());
    changed(tenant, type);
    audit.record(
        tenant,
        by,
        "authorization_details_type.updated",
        type,
        "A type of authorization details was changed.",
        Map.of("before", DetailsTypeAudit.shown(before), "after", DetailsTypeAudit.shown(after)));
    return type;
  }

  /**
   * Removes a type: nobody can ask for it any more.
   *
   * @throws ApiException 404 {@code resource_not_found}
   */
  public void delete(TenantContext tenant, String id, AuditInitiator by) {
    RegisteredDetailsType type = get(tenant, id);
    if (!store.remove(tenant.id(), id)) {
      throw unknown();
    }
    changed(tenant, type);
    audit.record(
        tenant,
        by,
        "authorization_details_type.deleted",
        type,
        "A type of authorization details was removed.",
        Map.of("type", type.declared().type()));
  }

  private DetailsTypeStore.StoredDetailsType stored(TenantContext tenant, String id) {
    return store.find(tenant.id(), id).orElseThrow(DetailsTypeRegistry::unknown);
  }

  private void changed(TenantContext tenant, RegisteredDetailsType type) {
    memory.invalidate(tenant.id());
    events.publish(new DomainEvent(DetailsTypeCache.CHANGED, tenant.id(), type.id()));
  }

  private static ApiException unknown() {
    return ApiException.notFound("There is no such type.");
  }
}
