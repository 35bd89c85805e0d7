package org.lumoauth.authz.abac.admin;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.abac.AbacChangePublisher;
import org.lumoauth.authz.abac.attribute.BuiltInAttributes;
import org.lumoauth.authz.abac.attribute.StoredAttributeDefinition;
import org.lumoauth.authz.abac.store.AbacPersistenceUnit;
import org.lumoauth.authz.abac.store.AbacTransaction;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Changes rows of definitions: each in a transaction, in force when it returns, and recorded. */
@Component(service = AttributeDefinitionWriter.class)
public final class AttributeDefinitionWriter {

  /**
   * What became of a definition.
   *
   * @param before what it was; null if there was none
   * @param after what it is; null if there is none any more
   */
  record AttributeDefinitionChange(
      StoredAttributeDefinition before, StoredAttributeDefinition after) {}

  private final AbacPersistenceUnit unit;
  private final AbacChangePublisher changes;
  private final AbacAudit audit;

  @Activate
  public AttributeDefinitionWriter(
      @Reference AbacPersistenceUnit unit,
      @Reference AbacChangePublisher changes,
      @Reference AuditLog log) {
    this.unit = unit;
    this.changes = changes;
    this.audit = new AbacAudit(log);
  }

  <T> T read(TenantContext tenant, AbacPersistenceUnit.AbacTransactionWork<T> work) {
    return unit.read(tenant.id(), work);
  }

  /**
   * Makes a change.
   *
   * @throws ApiException 409 if the slug is taken
   */
  <T> T change(TenantContext tenant, AbacPersistenceUnit.AbacTransactionWork<T> work) {
    audit.requireWritable();
    try {
      return unit.change(tenant.id(), work);
    } catch (DuplicateKeyException e) {
      throw taken();
    } finally {
      // Even after a failure, since a commit may have been made that was not answered.
      changes.publishPolicyChange(tenant.id(), "attribute");
    }
  }

  /**
   * The definition with this number, or the only one with this slug.
   *
   * @throws ApiException 404
   */
  static StoredAttributeDefinition require(AbacTransaction transaction, String idOrSlug)
      throws SQLException {
    var known =
        Stream.concat(
                BuiltInAttributes.definitions().stream(), transaction.definitions().all().stream())
            .filter(
                each ->
                    Long.toString(each.id()).equals(idOrSlug)
                        || each.definition().slug().equals(idOrSlug))
            .toList();
    if (known.size() != 1) {
      throw ApiException.notFound(
          known.isEmpty()
              ? "There is no such attribute here."
              : "There are several attributes of this slug: name one by its number.");
    }
    return known.get(0);
  }

  /**
   * The same of one that may be changed.
   *
   * @throws ApiException 403 for one that is built in, 404
   */
  static StoredAttributeDefinition requireOwn(AbacTransaction transaction, String idOrSlug)
      throws SQLException {
    var definition = require(transaction, idOrSlug);
    if (definition.system()) {
      throw ApiException.forbidden(
          "The attribute " + definition.definition().slug() + " is built in and can't be changed.");
    }
    return definition;
  }

  static ApiException taken() {
    return ApiException.duplicate("There is an attribute of this type with this slug already.");
  }

  void record(
      TenantContext tenant,
      AuditInitiator by,
      String action,
      String what,
      AttributeDefinitionChange changed) {
    var stored = changed.after() == null ? changed.before() : changed.after();
    var name = stored.definition().name();
    audit.record(
        tenant,
        by,
        action,
        new AuditTarget("attribute", Long.toString(stored.id()), Optional.of(name)),
        "The attribute " + name + " " + what + ".",
        described(changed.before()),
        described(changed.after()));
  }

  private static Map<String, Object> described(StoredAttributeDefinition stored) {
    return stored == null ? null : AttributeDefinitionView.described(stored.definition());
  }
}
