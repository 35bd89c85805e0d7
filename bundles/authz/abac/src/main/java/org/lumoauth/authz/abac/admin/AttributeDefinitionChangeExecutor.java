/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.authz.abac.attribute.BuiltInAttributeDefinitions;
import org.lumoauth.authz.abac.attribute.StoredAttributeDefinition;
import org.lumoauth.authz.abac.store.AbacTransaction;
import org.lumoauth.authz.abac.store.AbacTransactionRunner;
import org.lumoauth.platform.persistence.DuplicateKeyException;

/** Changes definitions, each in a transaction, effective when it returns, and recorded. */
final class AttributeDefinitionChangeExecutor {

  /**
   * The change of a definition.
   *
   * @param before the previous definition; null for a creation
   * @param after the new definition; null for a deletion
   */
  record AttributeDefinitionChange(
      StoredAttributeDefinition before, StoredAttributeDefinition after) {}

  private final AbacTransactionRunner unit;
  private final AbacChangePublisher changes;
  private final AbacAudit audit;

  AttributeDefinitionChangeExecutor(
      AbacTransactionRunner unit, AbacChangePublisher changes, AuditLog log) {
    this.unit = unit;
    this.changes = changes;
    this.audit = new AbacAudit(log);
  }

  <T> T read(TenantContext tenant, AbacTransactionRunner.AbacTransactionWork<T> work) {
    return unit.read(tenant.id(), work);
  }

  /**
   * Runs a change.
   *
   * @throws ApiException 409 if the slug exists
   */
  <T> T change(TenantContext tenant, AbacTransactionRunner.AbacTransactionWork<T> work) {
    audit.requireWritable();
    try {
      return unit.change(tenant.id(), work);
    } catch (DuplicateKeyException e) {
      throw taken();
    } finally {
      // Even after a failure, since the commit may have succeeded without a response.
      changes.publishPolicyChange(tenant.id(), "attribute");
    }
  }

  /**
   * Returns the definition with this number, or the only definition with this slug.
   *
   * @throws ApiException 404 if it does not exist
   */
  static StoredAttributeDefinition require(AbacTransaction transaction, String idOrSlug)
      throws SQLException {
    var known =
        Stream.concat(
                BuiltInAttributeDefinitions.definitions().stream(),
                transaction.definitions().all().stream())
            .filter(
                each ->
                    Long.toString(each.id()).equals(idOrSlug)
                        || each.definition().slug().equals(idOrSlug))
            .toList();
    if (known.size() != 1) {
      throw ApiException.notFound(
          known.isEmpty()
              ? "The attribute was not found."
              : "Several attributes have this slug. Use the number of the attribute.");
    }
    return known.get(0);
  }

  /**
   * Returns a definition that may be changed.
   *
   * @throws ApiException 403 for a built-in definition, 404 if it does not exist
   */
  static StoredAttributeDefinition requireOwn(AbacTransaction transaction, String idOrSlug)
      throws SQLException {
    var definition = require(transaction, idOrSlug);
    if (definition.system()) {
      throw ApiException.forbidden(
          "The attribute `"
              + definition.definition().slug()
              + "` is built in and cannot be changed.");
    }
    return definition;
  }

  static ApiException taken() {
    return ApiException.duplicate("An attribute of this type with this slug exists already.");
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
