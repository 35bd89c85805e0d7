package org.lumoauth.oauth.richauthorization;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEvents;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Declares, changes and removes types. A change holds for the next request. */
@Component(service = TypeRegistry.class)
public final class TypeRegistry {

  /**
   * How many a tenant may have: all of them are in memory. Where administrators make some at the
   * same instant there may be a few more, which does no harm.
   */
  static final int MAX_TYPES = 50;

  private final TypeStore store;
  private final TypeMemory memory;
  private final Identifiers identifiers;
  private final DomainEvents events;
  private final TypeAudit audit;

  @Activate
  public TypeRegistry(
      @Reference TypeStore store,
      @Reference TypeMemory memory,
      @Reference Identifiers identifiers,
      @Reference DomainEvents events,
      @Reference AuditLog log) {
    this.store = store;
    this.memory = memory;
    this.identifiers = identifiers;
    this.events = events;
    this.audit = new TypeAudit(log);
  }

  /** All types of the tenant, by {@code type}. */
  public List<RegisteredType> list(TenantContext tenant) {
    return store.all(tenant.id());
  }

  /**
   * The type with this id.
   *
   * @throws Problem 404 {@code resource_not_found}
   */
  public RegisteredType get(TenantContext tenant, String id) {
    return stored(tenant, id).type();
  }

  /**
   * Declares a type.
   *
   * @throws Problem 409 {@code duplicate_resource}, 422 {@code validation_error}
   */
  public RegisteredType create(TenantContext tenant, DeclaredType declared, Initiator by) {
    if (store.all(tenant.id()).size() >= MAX_TYPES) {
      throw Problem.invalid("type", "There may be " + MAX_TYPES + " types at most.");
    }
    RegisteredType type;
    try {
      type = store.add(tenant.id(), identifiers.next("adt_"), declared, Instant.now());
    } catch (DuplicateKeyException e) {
      throw Problem.duplicate("This type is declared already.");
    }
    changed(tenant, type);
    audit.record(
        tenant,
        by,
        "authorization_details_type.created",
        type,
        "A type of authorization details was declared.",
        TypeAudit.shown(declared));
    return type;
  }

  /**
   * Puts a declaration in the place of another of the same {@code type}.
   *
   * @throws Problem 404 {@code resource_not_found}, 409 {@code conflict}, 422 {@code
   *     validation_error}
   */
  public RegisteredType replace(TenantContext tenant, String id, DeclaredType after, Initiator by) {
    var was = stored(tenant, id);
    DeclaredType before = was.type().declared();
    if (!after.type().equals(before.type())) { // tokens and consents carry it
      throw Problem.invalid("type", "type stays as it is; declare another.");
    }
    if (!store.replace(tenant.id(), was, after, Instant.now())) {
      throw new Problem(409, "conflict", "Somebody changed the type meanwhile; try again.");
    }
    var type = new RegisteredType(id, after, was.type().createdAt());
    changed(tenant, type);
    audit.record(
        tenant,
        by,
        "authorization_details_type.updated",
        type,
        "A type of authorization details was changed.",
        Map.of("before", TypeAudit.shown(before), "after", TypeAudit.shown(after)));
    return type;
  }

  /**
   * Removes a type: nobody can ask for it any more.
   *
   * @throws Problem 404 {@code resource_not_found}
   */
  public void delete(TenantContext tenant, String id, Initiator by) {
    RegisteredType type = get(tenant, id);
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

  private TypeStore.Stored stored(TenantContext tenant, String id) {
    return store.find(tenant.id(), id).orElseThrow(TypeRegistry::unknown);
  }

  private void changed(TenantContext tenant, RegisteredType type) {
    memory.forget(tenant.id());
    events.publish(new DomainEvent(TypeMemory.CHANGED, tenant.id(), type.id()));
  }

  private static Problem unknown() {
    return Problem.notFound("There is no such type.");
  }
}
