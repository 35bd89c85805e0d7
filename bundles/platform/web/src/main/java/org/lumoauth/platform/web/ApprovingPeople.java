package org.lumoauth.platform.web;

import java.util.Optional;
import org.lumoauth.api.approval.ApproverPeople;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Who may approve, by the module of approvals; nobody where there is no such module. */
@Component(service = ApprovingPeople.class)
public final class ApprovingPeople {

  private static final String NAME = "approvals";

  private final Providers<ApproverPeople> approvals;

  @Activate
  public ApprovingPeople(@Reference ProviderRegistry registry) {
    this.approvals = registry.follow(ApproverPeople.class);
  }

  @Deactivate
  void stop() {
    approvals.close();
  }

  /**
   * Whether this user may answer what others ask.
   *
   * @throws Problem 503 {@code module_unavailable} while nobody can tell: whoever gets into the
   *     account then answers when the module is back
   */
  boolean have(TenantContext tenant, SubjectRef user) {
    Optional<Lease<ApproverPeople>> found = approvals.acquireInstalled(NAME);
    if (found.isPresent()) {
      try (Lease<ApproverPeople> lease = found.get()) {
        return lease.get().mayApprove(tenant, user);
      }
    }
    return false;
  }
}
