package org.lumoauth.platform.directory;

import java.util.Collection;
import java.util.Optional;
import org.lumoauth.api.approval.ApproverGroupRules;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Whose members approve, by the module of approvals; nobody's where there is no such module. */
@Component(service = ApproverGroupLookup.class)
public final class ApproverGroupLookup {
  private static final String NAME = "approvals";

  private final ProviderTracker<ApproverGroupRules> approvals;

  @Activate
  public ApproverGroupLookup(@Reference ProviderRegistry registry) {
    this.approvals = registry.track(ApproverGroupRules.class);
  }

  @Deactivate
  void stop() {
    approvals.close();
  }

  /**
   * Whether the tenant's rules name one of these groups.
   *
   * @param groups groups by their ids or slugs
   * @throws ApiException 503 {@code module_unavailable} while nobody can tell: what somebody is put
   *     into then counts when the module is back
   */
  public boolean hasApproverGroup(TenantContext tenant, Collection<String> groups) {
    Optional<ServiceLease<ApproverGroupRules>> found = approvals.leaseInstalled(NAME);
    if (found.isPresent()) {
      try (ServiceLease<ApproverGroupRules> lease = found.get()) {
        return lease.get().includesAny(tenant, groups);
      }
    }
    return false;
  }
}
