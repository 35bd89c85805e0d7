package org.lumoauth.authz.abac.admin;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lumoauth.api.audit.AuditEvent.Target;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authz.abac.AbacChanges;
import org.lumoauth.authz.abac.attribute.BuiltIn;
import org.lumoauth.authz.abac.attribute.StoredDefinition;
import org.lumoauth.authz.abac.store.AbacUnit;
import org.lumoauth.authz.abac.store.Transaction;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Changes rows of definitions: each in a transaction, in force when it returns, and recorded. */
@Component(service = DefinitionChanges.class)
public final class DefinitionChanges {

  /**
   * What became of a definition.
   *
   * @param before what it was; null if there was none
   * @param after what it is; null if there is none any more
   */
  record Changed(StoredDefinition before, StoredDefinition after) {}

  private final AbacUnit unit;
  private final AbacChanges changes;
  private final AbacAudit audit;

  @Activate
  public DefinitionChanges(
      @Reference AbacUnit unit, @Reference AbacChanges changes, @Reference AuditLog log) {
    this.unit = unit;
    this.changes = changes;
    this.audit = new AbacAudit(log);
  }

  <T> T read(TenantContext tenant, AbacUnit.Work<T> work) {
    return unit.read(tenant.id(), work);
  }

  /**
   * Makes a change.
   *
   * @throws Problem 409 if the slug is taken
   */
  <T> T make(TenantContext tenant, AbacUnit.Work<T> work) {
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

  /**
   * The definition with this number, or the only one with this slug.
   *
   * @throws Problem 404
   */
  static StoredDefinition require(Transaction transaction, String idOrSlug) throws SQLException {
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

  /**
   * The same of one that may be changed.
   *
   * @throws Problem 403 for one that is built in, 404
   */
  static StoredDefinition requireOwn(Transaction transaction, String idOrSlug) throws SQLException {
    var definition = require(transaction, idOrSlug);
    if (definition.system()) {
      throw Problem.forbidden(
          "The attribute " + definition.definition().slug() + " is built in and can't be changed.");
    }
    return definition;
  }

  static Problem taken() {
    return Problem.duplicate("There is an attribute of this type with this slug already.");
  }

  void record(TenantContext tenant, Initiator by, String action, String what, Changed changed) {
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
