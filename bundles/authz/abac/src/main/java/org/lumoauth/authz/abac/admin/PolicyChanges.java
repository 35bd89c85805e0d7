package org.lumoauth.authz.abac.admin;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent.Target;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authz.abac.AbacChanges;
import org.lumoauth.authz.abac.policy.PolicyDocument;
import org.lumoauth.authz.abac.policy.StoredPolicy;
import org.lumoauth.authz.abac.store.AbacUnit;
import org.lumoauth.authz.abac.store.Transaction;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Changes rows of policies: each in a transaction, in force when it returns, and recorded. */
@Component(service = PolicyChanges.class)
public final class PolicyChanges {

  /**
   * What became of a policy.
   *
   * @param before what it was; null if there was none
   * @param after what it is; null if there is none any more
   */
  record Changed(StoredPolicy before, StoredPolicy after) {}

  private final AbacUnit unit;
  private final AbacChanges changes;
  private final AbacAudit audit;

  @Activate
  public PolicyChanges(
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
      throw Problem.duplicate("There is a policy with this slug already.");
    } finally {
      // Even after a failure, since a commit may have been made that was not answered.
      changes.policies(tenant.id(), "policy");
    }
  }

  /**
   * The policy with this number or slug.
   *
   * @throws Problem 404
   */
  static StoredPolicy require(Transaction transaction, String idOrSlug) throws SQLException {
    var policies = transaction.policies();
    var found =
        Numbers.isNumber(idOrSlug)
            ? policies.find(Long.parseLong(idOrSlug))
            : policies.findBySlug(idOrSlug);
    return found.orElseThrow(() -> Problem.notFound("There is no such policy here."));
  }

  static Changed replace(
      Transaction transaction, StoredPolicy was, PolicyDocument document, Initiator by)
      throws SQLException {
    return new Changed(
        was, transaction.policies().replace(was, document, Instant.now(), by.actor().toString()));
  }

  void record(TenantContext tenant, Initiator by, String action, String what, Changed changed) {
    var policy = changed.after() == null ? changed.before() : changed.after();
    audit.record(
        tenant,
        by,
        action,
        new Target("policy", Long.toString(policy.id()), Optional.of(policy.document().name())),
        "The policy " + policy.document().name() + " " + what + ".",
        described(changed.before()),
        described(changed.after()));
  }

  private static Map<String, Object> described(StoredPolicy policy) {
    return policy == null ? null : PolicyView.described(policy.document());
  }
}
