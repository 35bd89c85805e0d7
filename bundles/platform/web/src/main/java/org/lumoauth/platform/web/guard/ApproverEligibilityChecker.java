/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.guard;

import java.util.Optional;
import org.lumoauth.api.approval.ApproverEligibilityLookup;
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

/**
 * Checks whether a user may approve requests, as reported by the approvals module. Without that
 * module no user is an approver.
 */
@Component(service = ApproverEligibilityChecker.class)
public final class ApproverEligibilityChecker {

  private static final String NAME = "approvals";

  private final ProviderTracker<ApproverEligibilityLookup> approvals;

  @Activate
  public ApproverEligibilityChecker(@Reference ProviderRegistry registry) {
    this.approvals = registry.track(ApproverEligibilityLookup.class);
  }

  @Deactivate
  void stop() {
    approvals.close();
  }

  /**
   * Returns whether this user may approve or deny requests.
   *
   * @throws ApiException 503 {@code module_unavailable} while the approvals module is installed but
   *     not available, because a person who takes over the account could approve requests later
   */
  boolean isApprover(TenantContext tenant, SubjectRef user) {
    Optional<ServiceLease<ApproverEligibilityLookup>> found = approvals.leaseInstalled(NAME);
    if (found.isPresent()) {
      try (ServiceLease<ApproverEligibilityLookup> lease = found.get()) {
        return lease.get().canApprove(tenant, user);
      }
    }
    return false;
  }
}
