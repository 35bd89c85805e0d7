/* SPDX-License-Identifier: Apache-2.0 */
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

/** Creates, changes and deletes declared types. A change applies to the next request. */
@Component(service = DetailsTypeAdminService.class)
public final class DetailsTypeAdminService {

  /**
   * The maximum number of types per tenant, because all of them are cached. Concurrent creation can
   * exceed it slightly, which is harmless.
   */
  static final int MAX_TYPES = 50;

  private final DetailsTypeStore store;
  private final DetailsTypeCache memory;
  private final IdGenerator identifiers;
  private final DomainEventPublisher events;
  private final AuditLog log;

  @Activate
  public DetailsTypeAdminService(
      @Reference DetailsTypeStore store,
      @Reference DetailsTypeCache memory,
      @Reference IdGenerator identifiers,
      @Reference DomainEventPublisher events,
      @Reference AuditLog log) {
    this.store = store;
    this.memory = memory;
    this.identifiers = identifiers;
    this.events = events;
    this.log = log;
  }

  /** Returns all types of the tenant, sorted by {@code type}. */
  public List<RegisteredDetailsType> list(TenantContext tenant) {
    return store.all(tenant.id());
  }

  /**
   * Returns the type with this ID.
   *
   * @throws ApiException 404 {@code resource_not_found} if it does not exist
   */
  public RegisteredDetailsType get(TenantContext tenant, String id) {
    return stored(tenant, id).type();
  }

  /**
   * Creates a type.
   *
   * @throws ApiException 409 {@code duplicate_resource} if the type exists, 422 {@code
   *     validation_error} if it is invalid
   */
  public RegisteredDetailsType create(
      TenantContext tenant, DetailsTypeDeclaration declared, AuditInitiator by) {
    if (store.all(tenant.id()).size() >= MAX_TYPES) {
      throw ApiException.invalid("type", "A tenant can have at most " + MAX_TYPES + " types.");
    }
    RegisteredDetailsType type;
    try {
      type = store.add(tenant.id(), identifiers.next("adt_"), declared, Instant.now());
    } catch (DuplicateKeyException e) {
      throw ApiException.duplicate("A type with this `type` already exists.");
    }
    changed(tenant, type);
    record(
        tenant,
        by,
        "authorization_details_type.created",
        type,
        "An authorization details type was created.",
        declared.toAuditDetails());
    return type;
  }

  /**
   * Replaces the declaration of a type. The {@code type} cannot change.
   *
   * @throws ApiException 404 {@code resource_not_found}, 409 {@code conflict}, 422 {@code
   *     validation_error}
   */
  public RegisteredDetailsType replace(
      TenantContext tenant, String id, DetailsTypeDeclaration after, AuditInitiator by) {
    var was = stored(tenant, id);
    DetailsTypeDeclaration before = was.type().declared();
    if (!after.type().equals(before.type())) { // Tokens and consents contain it.
      throw ApiException.invalid("type", "`type` cannot be changed. Create another type.");
    }
    if (!store.replace(tenant.id(), was, after, Instant.now())) {
      throw new ApiException(
          409, "conflict", "The type was changed by another request. Try again.");
    }
    var type = new RegisteredDetailsType(id, after, was.type().createdAt());
    changed(tenant, type);
    record(
        tenant,
        by,
        "authorization_details_type.updated",
        type,
        "An authorization details type was changed.",
        Map.of("before", before.toAuditDetails(), "after", after.toAuditDetails()));
    return type;
  }

  /**
   * Deletes a type. Requests for it are then refused.
   *
   * @throws ApiException 404 {@code resource_not_found} if it does not exist
   */
  public void delete(TenantContext tenant, String id, AuditInitiator by) {
    RegisteredDetailsType type = get(tenant, id);
    if (!store.remove(tenant.id(), id)) {
      throw unknown();
    }
    changed(tenant, type);
    record(
        tenant,
        by,
        "authorization_details_type.deleted",
        type,
        "An authorization details type was deleted.",
        Map.of("type", type.declared().type()));
  }

  private DetailsTypeStore.StoredDetailsType stored(TenantContext tenant, String id) {
    return store.find(tenant.id(), id).orElseThrow(DetailsTypeAdminService::unknown);
  }

  private void changed(TenantContext tenant, RegisteredDetailsType type) {
    memory.invalidate(tenant.id());
    events.publish(new DomainEvent(DetailsTypeCache.CHANGED, tenant.id(), type.id()));
  }

  private void record(
      TenantContext tenant,
      AuditInitiator by,
      String action,
      RegisteredDetailsType type,
      String message,
      Map<String, Object> details) {
    log.record(
        tenant.id(),
        by.auditEvent(action, message)
            .withTarget("authorization_details_type", type.id(), type.declared().name())
            .withDetails(details));
  }

  private static ApiException unknown() {
    return ApiException.notFound("The authorization details type does not exist.");
  }
}
