/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.admin;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.abac.AbacChangePublisher;
import org.lumoauth.authz.abac.attribute.AttributeDefinition;
import org.lumoauth.authz.abac.attribute.BuiltInAttributeDefinitions;
import org.lumoauth.authz.abac.store.AbacTransactionRunner;
import org.lumoauth.authz.abac.store.AttributeOwner;
import org.lumoauth.authz.abac.store.StoredAttributeValue;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sets attribute values of users and resources. A change is effective when the method returns. */
@Component(service = AttributeValueService.class)
public final class AttributeValueService {

  /**
   * The result of setting a value.
   *
   * @param definition the definition of the attribute
   * @param holder the user or resource
   * @param before the previous value
   * @param value the stored value; empty if it was removed
   */
  public record AttributeValueAssignment(
      AttributeDefinition definition,
      AttributeOwner holder,
      Optional<StoredAttributeValue> before,
      Optional<StoredAttributeValue> value) {}

  private final AbacTransactionRunner unit;
  private final UserDirectory users;
  private final AbacChangePublisher changes;
  private final AbacAudit audit;

  @Activate
  public AttributeValueService(
      @Reference AbacTransactionRunner unit,
      @Reference UserDirectory users,
      @Reference AbacChangePublisher changes,
      @Reference AuditLog log) {
    this.unit = unit;
    this.users = users;
    this.changes = changes;
    this.audit = new AbacAudit(log);
  }

  /** Returns the attributes of a resource, including defaults. */
  public Map<String, Object> ofResource(TenantContext tenant, String type, String id) {
    var holder =
        AttributeOwner.resource(
            AbacNameValidator.resourceType(type), AbacNameValidator.resourceId(id));
    return unit.read(
        tenant.id(),
        transaction -> {
          Map<String, Object> values = new LinkedHashMap<>();
          for (var each : transaction.definitions().all()) {
            if (each.definition().type() == holder.attributeType()
                && each.definition().defaultValue() != null) {
              values.put(each.definition().slug(), each.definition().defaultValue());
            }
          }
          transaction.values().of(holder).forEach(each -> values.put(each.slug(), each.value()));
          return values;
        });
  }

  /**
   * Sets an attribute of a user.
   *
   * @param value the value; null removes it
   * @throws ApiException 404 for an unknown user or attribute, 403 for a built-in attribute, 422
   *     for a value that the validation rules do not allow
   */
  public AttributeValueAssignment putOfUser(
      TenantContext tenant, String idOrEmail, String slug, Object value, AuditInitiator by) {
    var user =
        users
            .find(tenant, idOrEmail)
            .orElseThrow(() -> ApiException.notFound("The user was not found."));
    return put(tenant, AttributeOwner.user(user.id()), slug, value, by);
  }

  /** Sets an attribute of a resource, like {@link #putOfUser} for a user. */
  public AttributeValueAssignment putOfResource(
      TenantContext tenant, String type, String id, String slug, Object value, AuditInitiator by) {
    return put(
        tenant,
        AttributeOwner.resource(
            AbacNameValidator.resourceType(type), AbacNameValidator.resourceId(id)),
        slug,
        value,
        by);
  }

  private AttributeValueAssignment put(
      TenantContext tenant, AttributeOwner holder, String slug, Object value, AuditInitiator by) {
    if (BuiltInAttributeDefinitions.find(holder.attributeType(), slug).isPresent()) {
      throw ApiException.forbidden("The attribute `" + slug + "` is built in and cannot be set.");
    }
    audit.requireWritable();
    AttributeValueAssignment done;
    try {
      done = unit.changeValues(tenant.id(), work(holder, slug, value));
    } finally {
      // Even after a failure, since the commit may have succeeded without a response.
      changes.publishValueChange(tenant.id(), holder);
    }
    record(tenant, by, done);
    return done;
  }

  /**
   * Returns the work that stores a value. Taking a number locks the tenant's row, so two concurrent
   * first values are serialized.
   */
  private static AbacTransactionRunner.AbacTransactionWork<AttributeValueAssignment> work(
      AttributeOwner holder, String slug, Object value) {
    return transaction -> {
      long id = transaction.nextId();
      var definition =
          transaction
              .definitions()
              .find(holder.attributeType(), slug)
              .orElseThrow(() -> ApiException.notFound("The attribute was not found."))
              .definition();
      var before = transaction.values().find(holder, slug);
      if (value == null) {
        refuseIfRequired(definition);
        transaction.values().remove(holder, slug);
        return new AttributeValueAssignment(definition, holder, before, Optional.empty());
      }
      definition
          .findFault(value)
          .ifPresent(
              fault -> {
                throw ApiException.invalid("value", fault);
              });
      var kept = transaction.values().put(id, holder, slug, value, Instant.now());
      return new AttributeValueAssignment(definition, holder, before, Optional.of(kept));
    };
  }

  private static void refuseIfRequired(AttributeDefinition definition) {
    if (definition.required()) {
      throw ApiException.invalid("value", "The value of a required attribute cannot be removed.");
    }
  }

  private void record(TenantContext tenant, AuditInitiator by, AttributeValueAssignment done) {
    var holder = done.holder();
    boolean set = done.value().isPresent();
    audit.record(
        tenant,
        by,
        set ? "attribute.value_set" : "attribute.value_removed",
        new AuditTarget(holder.type(), holder.id(), Optional.empty()),
        "The attribute " + done.definition().name() + (set ? " was set." : " was taken away."),
        change(done, done.before()),
        change(done, done.value()));
  }

  private static Map<String, Object> change(
      AttributeValueAssignment done, Optional<StoredAttributeValue> value) {
    return value
        .map(each -> Map.of("attribute", done.definition().slug(), "value", each.value()))
        .orElse(null);
  }
}
