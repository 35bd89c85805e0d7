/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.group;

import java.util.Collection;
import java.util.Optional;
import org.lumoauth.api.approval.ApproverGroupCheck;
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
 * Finds out through the approvals module whether a group's members are approvers. If the module is
 * not installed, no group has approvers.
 */
@Component(service = ApproverGroupLookup.class)
public final class ApproverGroupLookup {
  private static final String NAME = "approvals";

  private final ProviderTracker<ApproverGroupCheck> approvals;

  @Activate
  public ApproverGroupLookup(@Reference ProviderRegistry registry) {
    this.approvals = registry.track(ApproverGroupCheck.class);
  }

  @Deactivate
  void stop() {
    approvals.close();
  }

  /**
   * Returns whether the tenant's rules name one of these groups as approvers.
   *
   * @param groups the ids or slugs of groups
   * @throws ApiException 503 {@code module_unavailable} if the module is installed but unavailable:
   *     a membership granted now would take effect when it returns
   */
  public boolean hasApproverGroup(TenantContext tenant, Collection<String> groups) {
    Optional<ServiceLease<ApproverGroupCheck>> found = approvals.leaseInstalled(NAME);
    if (found.isPresent()) {
      try (ServiceLease<ApproverGroupCheck> lease = found.get()) {
        return lease.get().includesAny(tenant, groups);
      }
    }
    return false;
  }
}
