/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.admin;

import java.util.List;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.abac.policy.PolicyCompiler;
import org.lumoauth.authz.abac.policy.PolicyExpressionTypeChecker;
import org.lumoauth.authz.abac.policy.PolicyVersion;
import org.lumoauth.authz.abac.policy.StoredPolicy;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists previous versions of policies and restores them. */
@Component(service = PolicyVersionService.class)
public final class PolicyVersionService {

  private final PolicyChangeExecutor changes;
  private final PolicyCompiler compiler;

  @Activate
  public PolicyVersionService(
      @Reference PolicyChangeExecutor changes, @Reference PolicyCompiler compiler) {
    this.changes = changes;
    this.compiler = compiler;
  }

  /** Returns the versions of the policy, the latest first. */
  public List<PolicyVersion> versions(TenantContext tenant, String idOrSlug) {
    return changes.read(
        tenant,
        transaction ->
            transaction
                .policies()
                .versions(PolicyChangeExecutor.require(transaction, idOrSlug).id()));
  }

  /**
   * Restores a version of the policy, as a new change.
   *
   * @throws ApiException 404 if that version is not stored
   */
  public StoredPolicy rollBack(
      TenantContext tenant, String idOrSlug, long version, AuditInitiator by) {
    var done =
        changes.change(
            tenant,
            transaction -> {
              var was = PolicyChangeExecutor.require(transaction, idOrSlug);
              var then =
                  transaction
                      .policies()
                      .version(was.id(), version)
                      .orElseThrow(() -> ApiException.notFound("The version was not found."));
              compiler.check(
                  then.document(),
                  new PolicyExpressionTypeChecker(transaction.definitions().all()));
              return PolicyChangeExecutor.replace(transaction, was, then.document(), by);
            });
    changes.record(tenant, by, "policy.rolled_back", "was restored to version " + version, done);
    return done.after();
  }
}
