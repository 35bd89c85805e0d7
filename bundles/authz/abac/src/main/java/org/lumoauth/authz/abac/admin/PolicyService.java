/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.admin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.abac.policy.PolicyCompiler;
import org.lumoauth.authz.abac.policy.PolicyDocument;
import org.lumoauth.authz.abac.policy.PolicyExpressionTypeChecker;
import org.lumoauth.authz.abac.policy.StoredPolicy;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Manages policies. A change is effective when the method returns. */
@Component(service = PolicyService.class)
public final class PolicyService {

  /** Maximum number of policies of a tenant, since a decision evaluates all applicable policies. */
  public static final int MAX_POLICIES = 500;

  private final PolicyChangeExecutor changes;
  private final PolicyCompiler compiler;

  @Activate
  public PolicyService(
      @Reference PolicyChangeExecutor changes, @Reference PolicyCompiler compiler) {
    this.changes = changes;
    this.compiler = compiler;
  }

  /** Returns all policies, by number; there are few. */
  public List<StoredPolicy> all(TenantContext tenant) {
    return changes.read(tenant, transaction -> transaction.policies().all());
  }

  /**
   * Returns the policy with this number or slug.
   *
   * @throws ApiException 404 if it does not exist
   */
  public StoredPolicy get(TenantContext tenant, String idOrSlug) {
    return changes.read(tenant, transaction -> PolicyChangeExecutor.require(transaction, idOrSlug));
  }

  /**
   * Validates a body independently of stored data, as {@link #create} does.
   *
   * @throws ApiException 400, 422 for an invalid body
   */
  public void check(Map<String, Object> sent) {
    usable(new PolicyBodyParser(sent).toDocument(null), PolicyExpressionTypeChecker.BUILT_IN);
  }

  /**
   * Returns a candidate policy, validated but not stored.
   *
   * @param idOrSlug the policy that it would change; empty for a new policy
   */
  public StoredPolicy candidate(
      TenantContext tenant, Optional<String> idOrSlug, Map<String, Object> sent) {
    var body = new PolicyBodyParser(sent);
    var types = types(tenant);
    if (idOrSlug.isEmpty()) {
      return new StoredPolicy(
          0, usable(body.toDocument(null), types), Instant.EPOCH, Instant.EPOCH, 0);
    }
    var was = get(tenant, idOrSlug.get());
    return new StoredPolicy(
        was.id(),
        usable(body.mergeInto(was.document()), types),
        was.createdAt(),
        was.updatedAt(),
        0);
  }

  /**
   * Creates a policy.
   *
   * @throws ApiException 400, 409 if the slug exists, 422 for an invalid body
   */
  public StoredPolicy create(TenantContext tenant, Map<String, Object> sent, AuditInitiator by) {
    var document = usable(new PolicyBodyParser(sent).toDocument(null), types(tenant));
    var made =
        changes.change(
            tenant,
            transaction -> {
              if (transaction.policies().count() >= MAX_POLICIES) {
                throw ApiException.invalid(
                    "policies", "A tenant can have at most " + MAX_POLICIES + " policies.");
              }
              long id = transaction.nextId();
              return transaction.policies().add(id, document, Instant.now(), by.actor().toString());
            });
    changes.record(
        tenant,
        by,
        "policy.created",
        "was created",
        new PolicyChangeExecutor.PolicyChange(null, made));
    return made;
  }

  /** Changes the members in the body. */
  public StoredPolicy update(
      TenantContext tenant, String idOrSlug, Map<String, Object> sent, AuditInitiator by) {
    var body = new PolicyBodyParser(sent);
    return replaced(
        tenant,
        idOrSlug,
        by,
        "policy.updated",
        was -> {
          body.requireVersion(was.version());
          return body.mergeInto(was.document());
        });
  }

  /** Replaces the policy; omitted members get their defaults, except the slug. */
  public StoredPolicy replace(
      TenantContext tenant, String idOrSlug, Map<String, Object> sent, AuditInitiator by) {
    var body = new PolicyBodyParser(sent);
    return replaced(
        tenant,
        idOrSlug,
        by,
        "policy.updated",
        was -> {
          body.requireVersion(was.version());
          return body.toDocument(was.document().slug());
        });
  }

  /** Enables or disables the policy. */
  public StoredPolicy toggle(TenantContext tenant, String idOrSlug, AuditInitiator by) {
    return replaced(
        tenant,
        idOrSlug,
        by,
        "policy.toggled",
        was -> was.document().withActive(!was.document().active()));
  }

  /** Deletes a policy and its versions. */
  public void delete(TenantContext tenant, String idOrSlug, AuditInitiator by) {
    var removed =
        changes.change(
            tenant,
            transaction -> {
              var policy = PolicyChangeExecutor.require(transaction, idOrSlug);
              transaction.policies().remove(policy.id());
              return policy;
            });
    changes.record(
        tenant,
        by,
        "policy.deleted",
        "was deleted",
        new PolicyChangeExecutor.PolicyChange(removed, null));
  }

  private StoredPolicy replaced(
      TenantContext tenant,
      String idOrSlug,
      AuditInitiator by,
      String action,
      Function<StoredPolicy, PolicyDocument> change) {
    var done =
        changes.change(
            tenant,
            transaction -> {
              var was = PolicyChangeExecutor.require(transaction, idOrSlug);
              var types = new PolicyExpressionTypeChecker(transaction.definitions().all());
              return PolicyChangeExecutor.replace(
                  transaction, was, usable(change.apply(was), types), by);
            });
    changes.record(tenant, by, action, "was changed", done);
    return done.after();
  }

  private PolicyExpressionTypeChecker types(TenantContext tenant) {
    return new PolicyExpressionTypeChecker(
        changes.read(tenant, transaction -> transaction.definitions().all()));
  }

  private PolicyDocument usable(PolicyDocument document, PolicyExpressionTypeChecker types) {
    compiler.check(document, types);
    return document;
  }
}
