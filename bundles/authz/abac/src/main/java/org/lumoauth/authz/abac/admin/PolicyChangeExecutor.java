/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.admin;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.abac.AbacChangePublisher;
import org.lumoauth.authz.abac.policy.PolicyDocument;
import org.lumoauth.authz.abac.policy.StoredPolicy;
import org.lumoauth.authz.abac.store.AbacTransaction;
import org.lumoauth.authz.abac.store.AbacTransactionRunner;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Changes policies, each in a transaction, effective when it returns, and recorded. */
@Component(service = PolicyChangeExecutor.class)
public final class PolicyChangeExecutor {

  /**
   * The change of a policy.
   *
   * @param before the previous policy; null for a creation
   * @param after the new policy; null for a deletion
   */
  record PolicyChange(StoredPolicy before, StoredPolicy after) {}

  private final AbacTransactionRunner unit;
  private final AbacChangePublisher changes;
  private final AbacAudit audit;

  @Activate
  public PolicyChangeExecutor(
      @Reference AbacTransactionRunner unit,
      @Reference AbacChangePublisher changes,
      @Reference AuditLog log) {
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
      throw ApiException.duplicate("A policy with this slug exists already.");
    } finally {
      // Even after a failure, since the commit may have succeeded without a response.
      changes.publishPolicyChange(tenant.id(), "policy");
    }
  }

  /**
   * Returns the policy with this number or slug.
   *
   * @throws ApiException 404 if it does not exist
   */
  static StoredPolicy require(AbacTransaction transaction, String idOrSlug) throws SQLException {
    var policies = transaction.policies();
    var found =
        NumericIdFormat.isNumber(idOrSlug)
            ? policies.find(Long.parseLong(idOrSlug))
            : policies.findBySlug(idOrSlug);
    return found.orElseThrow(() -> ApiException.notFound("The policy was not found."));
  }

  static PolicyChange replace(
      AbacTransaction transaction, StoredPolicy was, PolicyDocument document, AuditInitiator by)
      throws SQLException {
    return new PolicyChange(
        was, transaction.policies().replace(was, document, Instant.now(), by.actor().toString()));
  }

  void record(
      TenantContext tenant, AuditInitiator by, String action, String what, PolicyChange changed) {
    var policy = changed.after() == null ? changed.before() : changed.after();
    audit.record(
        tenant,
        by,
        action,
        new AuditTarget(
            "policy", Long.toString(policy.id()), Optional.of(policy.document().name())),
        "The policy " + policy.document().name() + " " + what + ".",
        described(changed.before()),
        described(changed.after()));
  }

  private static Map<String, Object> described(StoredPolicy policy) {
    return policy == null ? null : PolicyView.described(policy.document());
  }
}
