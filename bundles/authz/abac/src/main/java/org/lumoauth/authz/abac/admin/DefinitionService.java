package org.lumoauth.authz.abac.admin;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.lumoauth.api.audit.AuditEvent.Target;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authz.abac.AbacChanges;
import org.lumoauth.authz.abac.attribute.AttributeDefinition;
import org.lumoauth.authz.abac.attribute.AttributeType;
import org.lumoauth.authz.abac.attribute.BuiltIn;
import org.lumoauth.authz.abac.attribute.StoredDefinition;
import org.lumoauth.authz.abac.store.AbacUnit;
import org.lumoauth.authz.abac.store.Transaction;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The rules of definitions. What it changes is in force when it returns. */
@Component(service = DefinitionService.class)
public final class DefinitionService {

  /** How many attributes a tenant may define. */
  public static final int MAX_DEFINITIONS = 200;

  private record Changed(StoredDefinition before, StoredDefinition after) {}

  private final AbacUnit unit;
  private final AbacChanges changes;
  private final AbacAudit audit;

  @Activate
  public DefinitionService(
      @Reference AbacUnit unit, @Reference AbacChanges changes, @Reference AuditLog log) {
    this.unit = unit;
    this.changes = changes;
    this.audit = new AbacAudit(log);
  }

  /** The built-in ones and then the tenant's own, by number. */
  public List<StoredDefinition> all(TenantContext tenant) {
    return Stream.concat(BuiltIn.definitions().stream(), own(tenant).stream()).toList();
  }

  /** The tenant's own, by number. */
  public List<StoredDefinition> own(TenantContext tenant) {
    return unit.read(tenant.id(), transaction -> transaction.definitions().all());
  }

  /**
   * The definition with this number, or the only one with this slug.
   *
   * @throws Problem 404
   */
  public StoredDefinition get(TenantContext tenant, String idOrSlug) {
    return unit.read(tenant.id(), transaction -> require(transaction, idOrSlug));
  }

  /** The tenant's own definition of this type and slug. */
  public Optional<StoredDefinition> find(TenantContext tenant, AttributeType type, String slug) {
    return unit.read(tenant.id(), transaction -> transaction.definitions().find(type, slug));
  }

  /**
   * Refuses what {@link #create} would refuse for its shape alone.
   *
   * @throws Problem 422
   */
  public void check(Map<String, Object> sent) {
    new DefinitionBody(sent).whole();
  }

  /**
   * Makes a definition.
   *
   * @throws Problem 409 if the slug is taken, 422
   */
  public StoredDefinition create(TenantContext tenant, Map<String, Object> sent, Initiator by) {
    var definition = new DefinitionBody(sent).whole();
    if (BuiltIn.find(definition.type(), definition.slug()).isPresent()) {
      throw taken();
    }
    var made =
        change(
            tenant,
            transaction -> {
              if (transaction.definitions().all().size() >= MAX_DEFINITIONS) {
                throw Problem.invalid(
                    "attributes", "There are at most " + MAX_DEFINITIONS + " attributes.");
              }
              long id = transaction.nextId();
              return transaction.definitions().add(id, definition, Instant.now());
            });
    record(tenant, by, "attribute.created", "was defined", new Changed(null, made));
    return made;
  }

  /** Changes what is sent and leaves the rest. */
  public StoredDefinition update(
      TenantContext tenant, String idOrSlug, Map<String, Object> sent, Initiator by) {
    var body = new DefinitionBody(sent);
    return replaced(tenant, idOrSlug, by, body, body::over);
  }

  /** Makes the definition what is sent: what is absent takes its default. */
  public StoredDefinition replace(
      TenantContext tenant, String idOrSlug, Map<String, Object> sent, Initiator by) {
    var body = new DefinitionBody(sent);
    return replaced(tenant, idOrSlug, by, body, body::inPlaceOf);
  }

  /** Removes a definition and every value of the attribute. */
  public void delete(TenantContext tenant, String idOrSlug, Initiator by) {
    var removed =
        change(
            tenant,
            transaction -> {
              var was = changeable(require(transaction, idOrSlug));
              var definition = was.definition();
              transaction.definitions().remove(was.id());
              transaction.values().removeAll(definition.type(), definition.slug());
              return was;
            });
    record(tenant, by, "attribute.deleted", "was removed", new Changed(removed, null));
  }

  private StoredDefinition replaced(
      TenantContext tenant,
      String idOrSlug,
      Initiator by,
      DefinitionBody body,
      Function<AttributeDefinition, AttributeDefinition> change) {
    var done =
        change(
            tenant,
            transaction -> {
              var was = changeable(require(transaction, idOrSlug));
              body.requireVersion(was.version());
              var definition = change.apply(was.definition());
              return new Changed(
                  was, transaction.definitions().replace(was, definition, Instant.now()));
            });
    record(tenant, by, "attribute.updated", "was changed", done);
    return done.after();
  }

  private <T> T change(TenantContext tenant, AbacUnit.Work<T> work) {
    audit.requireWritable();
    try {
      return unit.change(tenant.id(), work);
    } catch (DuplicateKeyException e) {
      throw taken();
    } finally {
      // Even after a failure, since a commit may have been made that was not answered.
      changes.policies(tenant.id(), "attribute");
    }
  }

  private static StoredDefinition require(Transaction transaction, String idOrSlug)
      throws SQLException {
    var known =
        Stream.concat(BuiltIn.definitions().stream(), transaction.definitions().all().stream())
            .filter(
                each ->
                    Long.toString(each.id()).equals(idOrSlug)
                        || each.definition().slug().equals(idOrSlug))
            .toList();
    if (known.size() != 1) {
      throw Problem.notFound(
          known.isEmpty()
              ? "There is no such attribute here."
              : "There are several attributes of this slug: name one by its number.");
    }
    return known.get(0);
  }

  private static StoredDefinition changeable(StoredDefinition definition) {
    if (definition.system()) {
      throw Problem.forbidden(
          "The attribute " + definition.definition().slug() + " is built in and can't be changed.");
    }
    return definition;
  }

  private static Problem taken() {
    return Problem.duplicate("There is an attribute of this type with this slug already.");
  }

  private void record(
      TenantContext tenant, Initiator by, String action, String what, Changed changed) {
    var stored = changed.after() == null ? changed.before() : changed.after();
    var name = stored.definition().name();
    audit.record(
        tenant,
        by,
        action,
        new Target("attribute", Long.toString(stored.id()), Optional.of(name)),
        "The attribute " + name + " " + what + ".",
        described(changed.before()),
        described(changed.after()));
  }

  private static Map<String, Object> described(StoredDefinition stored) {
    return stored == null ? null : DefinitionView.described(stored.definition());
  }
}
