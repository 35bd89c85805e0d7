package org.lumoauth.authz.abac.admin;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent.Target;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authz.abac.AbacChanges;
import org.lumoauth.authz.abac.attribute.AttributeDefinition;
import org.lumoauth.authz.abac.attribute.BuiltIn;
import org.lumoauth.authz.abac.store.AbacUnit;
import org.lumoauth.authz.abac.store.Holder;
import org.lumoauth.authz.abac.store.StoredValue;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gives users and resources values of attributes. What it changes is in force when it returns. */
@Component(service = ValueService.class)
public final class ValueService {

  /**
   * A value that was put.
   *
   * @param definition of which attribute
   * @param holder of whom or what
   * @param before what there was before
   * @param value the value as it is kept; empty if it was taken away
   */
  public record Put(
      AttributeDefinition definition,
      Holder holder,
      Optional<StoredValue> before,
      Optional<StoredValue> value) {}

  private final AbacUnit unit;
  private final UserDirectory users;
  private final AbacChanges changes;
  private final AbacAudit audit;

  @Activate
  public ValueService(
      @Reference AbacUnit unit,
      @Reference UserDirectory users,
      @Reference AbacChanges changes,
      @Reference AuditLog log) {
    this.unit = unit;
    this.users = users;
    this.changes = changes;
    this.audit = new AbacAudit(log);
  }

  /** What attributes a resource has, defaults among them. */
  public Map<String, Object> ofResource(TenantContext tenant, String type, String id) {
    var holder = Holder.resource(Names.resourceType(type), Names.resourceId(id));
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
   * @throws Problem 404 for an unknown user or attribute, 403 for a built-in attribute, 422 for a
   *     value that its rules forbid
   */
  public Put putOfUser(
      TenantContext tenant, String idOrEmail, String slug, Object value, Initiator by) {
    var user =
        users
            .find(tenant, idOrEmail)
            .orElseThrow(() -> Problem.notFound("There is no such user here."));
    return put(tenant, Holder.user(user.id()), slug, value, by);
  }

  /** Gives a resource a value, as {@link #putOfUser} does a user. */
  public Put putOfResource(
      TenantContext tenant, String type, String id, String slug, Object value, Initiator by) {
    return put(
        tenant, Holder.resource(Names.resourceType(type), Names.resourceId(id)), slug, value, by);
  }

  private Put put(TenantContext tenant, Holder holder, String slug, Object value, Initiator by) {
    if (BuiltIn.find(holder.attributeType(), slug).isPresent()) {
      throw Problem.forbidden("The attribute " + slug + " is built in and can't be set.");
    }
    audit.requireWritable();
    Put done;
    try {
      done = unit.changeValues(tenant.id(), work(holder, slug, value));
    } finally {
      // Even after a failure, since a commit may have been made that was not answered.
      changes.values(tenant.id(), holder);
    }
    record(tenant, by, done);
    return done;
  }

  /** Taking a number takes the tenant's row, so that of two first values one comes second. */
  private static AbacUnit.Work<Put> work(Holder holder, String slug, Object value) {
    return transaction -> {
      long id = transaction.nextId();
      var definition =
          transaction
              .definitions()
              .find(holder.attributeType(), slug)
              .orElseThrow(() -> Problem.notFound("There is no such attribute here."))
              .definition();
      var before = transaction.values().find(holder, slug);
      if (value == null) {
        refuseIfRequired(definition);
        transaction.values().remove(holder, slug);
        return new Put(definition, holder, before, Optional.empty());
      }
      definition
          .fault(value)
          .ifPresent(
              fault -> {
                throw Problem.invalid("value", fault);
              });
      var kept = transaction.values().put(id, holder, slug, value, Instant.now());
      return new Put(definition, holder, before, Optional.of(kept));
    };
  }

  private static void refuseIfRequired(AttributeDefinition definition) {
    if (definition.required()) {
      throw Problem.invalid("value", "The attribute is required: it can't be taken away.");
    }
  }

  private void record(TenantContext tenant, Initiator by, Put done) {
    var holder = done.holder();
    boolean set = done.value().isPresent();
    audit.record(
        tenant,
        by,
        set ? "attribute.value_set" : "attribute.value_removed",
        new Target(holder.type(), holder.id(), Optional.empty()),
        "The attribute " + done.definition().name() + (set ? " was set." : " was taken away."),
        change(done, done.before()),
        change(done, done.value()));
  }

  private static Map<String, Object> change(Put done, Optional<StoredValue> value) {
    return value
        .map(each -> Map.of("attribute", done.definition().slug(), "value", each.value()))
        .orElse(null);
  }
}
