package org.lumoauth.authz.abac.admin;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.audit.AuditEvent.Target;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authz.abac.AbacChanges;
import org.lumoauth.authz.abac.policy.PolicyCompiler;
import org.lumoauth.authz.abac.policy.PolicyDocument;
import org.lumoauth.authz.abac.policy.PolicyVersion;
import org.lumoauth.authz.abac.policy.StoredPolicy;
import org.lumoauth.authz.abac.store.AbacUnit;
import org.lumoauth.authz.abac.store.Transaction;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The rules of policies. What it changes is in force when it returns. */
@Component(service = PolicyService.class)
public final class PolicyService {

  /** How many policies a tenant may have: all that a question concerns are asked. */
  public static final int MAX_POLICIES = 500;

  private record Changed(StoredPolicy before, StoredPolicy after) {}

  private final AbacUnit unit;
  private final PolicyCompiler compiler;
  private final AbacChanges changes;
  private final AbacAudit audit;

  @Activate
  public PolicyService(
      @Reference AbacUnit unit,
      @Reference PolicyCompiler compiler,
      @Reference AbacChanges changes,
      @Reference AuditLog log) {
    this.unit = unit;
    this.compiler = compiler;
    this.changes = changes;
    this.audit = new AbacAudit(log);
  }

  /** All policies, by number: they are few. */
  public List<StoredPolicy> all(TenantContext tenant) {
    return unit.read(tenant.id(), transaction -> transaction.policies().all());
  }

  /**
   * The policy with this number or slug.
   *
   * @throws Problem 404
   */
  public StoredPolicy get(TenantContext tenant, String idOrSlug) {
    return unit.read(tenant.id(), transaction -> require(transaction, idOrSlug));
  }

  /**
   * Refuses what {@link #create} would refuse for its shape alone.
   *
   * @throws Problem 400, 422
   */
  public void check(Map<String, Object> sent) {
    usable(new PolicyBody(sent).whole(null));
  }

  /**
   * What somebody wants a policy to be, checked but not kept.
   *
   * @param idOrSlug which policy it would change; empty for a new one
   */
  public StoredPolicy candidate(
      TenantContext tenant, Optional<String> idOrSlug, Map<String, Object> sent) {
    var body = new PolicyBody(sent);
    if (idOrSlug.isEmpty()) {
      return new StoredPolicy(0, usable(body.whole(null)), Instant.EPOCH, Instant.EPOCH, 0);
    }
    var was = get(tenant, idOrSlug.get());
    return new StoredPolicy(
        was.id(), usable(body.over(was.document())), was.createdAt(), was.updatedAt(), 0);
  }

  /**
   * Makes a policy.
   *
   * @throws Problem 400, 409 if the slug is taken, 422
   */
  public StoredPolicy create(TenantContext tenant, Map<String, Object> sent, Initiator by) {
    var document = usable(new PolicyBody(sent).whole(null));
    var made =
        change(
            tenant,
            transaction -> {
              if (transaction.policies().count() >= MAX_POLICIES) {
                throw Problem.invalid(
                    "policies", "There are at most " + MAX_POLICIES + " policies.");
              }
              long id = transaction.nextId();
              return transaction.policies().add(id, document, Instant.now(), by.actor().toString());
            });
    record(tenant, by, "policy.created", "was made", new Changed(null, made));
    return made;
  }

  /** Changes what is sent and leaves the rest. */
  public StoredPolicy update(
      TenantContext tenant, String idOrSlug, Map<String, Object> sent, Initiator by) {
    var body = new PolicyBody(sent);
    return replaced(
        tenant,
        idOrSlug,
        by,
        "policy.updated",
        was -> {
          body.requireVersion(was.version());
          return body.over(was.document());
        });
  }

  /** Makes the policy what is sent: what is absent takes its default, but for the slug. */
  public StoredPolicy replace(
      TenantContext tenant, String idOrSlug, Map<String, Object> sent, Initiator by) {
    var body = new PolicyBody(sent);
    return replaced(
        tenant,
        idOrSlug,
        by,
        "policy.updated",
        was -> {
          body.requireVersion(was.version());
          return body.whole(was.document().slug());
        });
  }

  /** Switches the policy on or off. */
  public StoredPolicy toggle(TenantContext tenant, String idOrSlug, Initiator by) {
    return replaced(
        tenant,
        idOrSlug,
        by,
        "policy.toggled",
        was -> was.document().switched(!was.document().active()));
  }

  /** What the policy said, the latest first. */
  public List<PolicyVersion> versions(TenantContext tenant, String idOrSlug) {
    return unit.read(
        tenant.id(),
        transaction -> transaction.policies().versions(require(transaction, idOrSlug).id()));
  }

  /**
   * Makes the policy what it was once, as a new change.
   *
   * @throws Problem 404 if that version is not kept
   */
  public StoredPolicy rollBack(TenantContext tenant, String idOrSlug, long version, Initiator by) {
    audit.requireWritable();
    var done =
        change(
            tenant,
            transaction -> {
              var was = require(transaction, idOrSlug);
              var then =
                  transaction
                      .policies()
                      .version(was.id(), version)
                      .orElseThrow(() -> Problem.notFound("There is no such version."));
              return replace(transaction, was, usable(then.document()), by);
            });
    record(tenant, by, "policy.rolled_back", "is what it was in version " + version, done);
    return done.after();
  }

  /** Removes a policy and what it said before. */
  public void delete(TenantContext tenant, String idOrSlug, Initiator by) {
    audit.requireWritable();
    var removed =
        change(
            tenant,
            transaction -> {
              var policy = require(transaction, idOrSlug);
              transaction.policies().remove(policy.id());
              return policy;
            });
    record(tenant, by, "policy.deleted", "was removed", new Changed(removed, null));
  }

  private StoredPolicy replaced(
      TenantContext tenant,
      String idOrSlug,
      Initiator by,
      String action,
      Function<StoredPolicy, PolicyDocument> change) {
    audit.requireWritable();
    var done =
        change(
            tenant,
            transaction -> {
              var was = require(transaction, idOrSlug);
              return replace(transaction, was, usable(change.apply(was)), by);
            });
    record(tenant, by, action, "was changed", done);
    return done.after();
  }

  private static Changed replace(
      Transaction transaction, StoredPolicy was, PolicyDocument document, Initiator by)
      throws SQLException {
    return new Changed(
        was, transaction.policies().replace(was, document, Instant.now(), by.actor().toString()));
  }

  private PolicyDocument usable(PolicyDocument document) {
    compiler.check(document);
    return document;
  }

  private <T> T change(TenantContext tenant, AbacUnit.Work<T> work) {
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

  private static StoredPolicy require(Transaction transaction, String idOrSlug)
      throws SQLException {
    var policies = transaction.policies();
    var found =
        Numbers.isNumber(idOrSlug)
            ? policies.find(Long.parseLong(idOrSlug))
            : policies.findBySlug(idOrSlug);
    return found.orElseThrow(() -> Problem.notFound("There is no such policy here."));
  }

  private void record(
      TenantContext tenant, Initiator by, String action, String what, Changed changed) {
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
