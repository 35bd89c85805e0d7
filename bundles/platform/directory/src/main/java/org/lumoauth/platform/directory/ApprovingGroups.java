package org.lumoauth.platform.directory;

import java.util.Collection;
import java.util.Optional;
import org.lumoauth.api.approval.ApproverGroups;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Whose members approve, by the module of approvals; nobody's where there is no such module. */
@Component(service = ApprovingGroups.class)
public final class ApprovingGroups {
  private static final String NAME = "approvals";

  private final Providers<ApproverGroups> approvals;

  @Activate
  public ApprovingGroups(@Reference ProviderRegistry registry) {
    this.approvals = registry.follow(ApproverGroups.class);
  }

  @Deactivate
  void stop() {
    approvals.close();
  }

  /**
   * Whether the tenant's rules name one of these groups.
   *
   * @param groups groups by their ids or slugs
   * @throws Problem 503 {@code module_unavailable} while nobody can tell: what somebody is put into
   *     then counts when the module is back
   */
  public boolean named(TenantContext tenant, Collection<String> groups) {
    Optional<Lease<ApproverGroups>> found = approvals.acquireInstalled(NAME);
    if (found.isPresent()) {
      try (Lease<ApproverGroups> lease = found.get()) {
        return lease.get().named(tenant, groups);
      }
    }
    return false;
  }
}
