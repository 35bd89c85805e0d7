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
import org.lumoauth.authz.abac.attribute.BuiltInAttributes;
import org.lumoauth.authz.abac.store.AbacPersistenceUnit;
import org.lumoauth.authz.abac.store.AttributeHolder;
import org.lumoauth.authz.abac.store.StoredAttributeValue;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gives users and resources values of attributes. What it changes is in force when it returns. */
@Component(service = AttributeValueService.class)
public final class AttributeValueService {

  /**
   * A value that was put.
   *
   * @param definition of which attribute
   * @param holder of whom or what
   * @param before what there was before
   * @param value the value as it is kept; empty if it was taken away
   */
  public record AttributeValueAssignment(
      AttributeDefinition definition,
      AttributeHolder holder,
      Optional<StoredAttributeValue> before,
      Optional<StoredAttributeValue> value) {}

  private final AbacPersistenceUnit unit;
  private final UserDirectory users;
  private final AbacChangePublisher changes;
  private final AbacAudit audit;

  @Activate
  public AttributeValueService(
      @Reference AbacPersistenceUnit unit,
      @Reference UserDirectory users,
      @Reference AbacChangePublisher changes,
      @Reference AuditLog log) {
    this.unit = unit;
    this.users = users;
    this.changes = changes;
    this.audit = new AbacAudit(log);
  }

  /** What attributes a resource has, defaults among them. */
  public Map<String, Object> ofResource(TenantContext tenant, String type, String id) {
    var holder =
        AttributeHolder.resource(AbacNameRules.resourceType(type), AbacNameRules.resourceId(id));
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
   * Gives a user a value.
   *
   * @param value null takes it away
   * @throws ApiException 404 for an unknown user or attribute, 403 for a built-in attribute, 422
   *     for a value that its rules forbid
   */
  public AttributeValueAssignment putOfUser(
      TenantContext tenant, String idOrEmail, String slug, Object value, AuditInitiator by) {
    var user =
        users
            .find(tenant, idOrEmail)
            .orElseThrow(() -> ApiException.notFound("There is no such user here."));
    return put(tenant, AttributeHolder.user(user.id()), slug, value, by);
  }

  /** Gives a resource a value, as {@link #putOfUser} does a user. */
  public AttributeValueAssignment putOfResource(
      TenantContext tenant, String type, String id, String slug, Object value, AuditInitiator by) {
    return put(
        tenant,
        AttributeHolder.resource(AbacNameRules.resourceType(type), AbacNameRules.resourceId(id)),
        slug,
        value,
        by);
  }

  private AttributeValueAssignment put(
      TenantContext tenant, AttributeHolder holder, String slug, Object value, AuditInitiator by) {
    if (BuiltInAttributes.find(holder.attributeType(), slug).isPresent()) {
      throw ApiException.forbidden("The attribute " + slug + " is built in and can't be set.");
    }
    audit.requireWritable();
    AttributeValueAssignment done;
    try {
      done = unit.changeValues(tenant.id(), work(holder, slug, value));
    } finally {
      // Even after a failure, since a commit may have been made that was not answered.
      changes.publishValueChange(tenant.id(), holder);
    }
    record(tenant, by, done);
    return done;
  }

  /** Taking a number takes the tenant's row, so that of two first values one comes second. */
  private static AbacPersistenceUnit.AbacTransactionWork<AttributeValueAssignment> work(
      AttributeHolder holder, String slug, Object value) {
    return transaction -> {
      long id = transaction.nextId();
      var definition =
          transaction
              .definitions()
              .find(holder.attributeType(), slug)
              .orElseThrow(() -> ApiException.notFound("There is no such attribute here."))
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
      throw ApiException.invalid("value", "The attribute is required: it can't be taken away.");
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
