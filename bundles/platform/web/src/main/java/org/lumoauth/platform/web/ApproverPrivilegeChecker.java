package org.lumoauth.platform.web;

import java.util.Optional;
import org.lumoauth.api.approval.ApproverUserRules;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Who may approve, by the module of approvals; nobody where there is no such module. */
@Component(service = ApproverPrivilegeChecker.class)
public final class ApproverPrivilegeChecker {

  private static final String NAME = "approvals";

  private final ProviderTracker<ApproverUserRules> approvals;

  @Activate
  public ApproverPrivilegeChecker(@Reference ProviderRegistry registry) {
    this.approvals = registry.track(ApproverUserRules.class);
  }

  @Deactivate
  void stop() {
    approvals.close();
  }

  /**
   * Whether this user may answer what others ask.
   *
   * @throws ApiException 503 {@code module_unavailable} while nobody can tell: whoever gets into
   *     the account then answers when the module is back
   */
  boolean isApprover(TenantContext tenant, SubjectRef user) {
    Optional<ServiceLease<ApproverUserRules>> found = approvals.leaseInstalled(NAME);
    if (found.isPresent()) {
      try (ServiceLease<ApproverUserRules> lease = found.get()) {
        return lease.get().canApprove(tenant, user);
      }
    }
    return false;
  }
}
