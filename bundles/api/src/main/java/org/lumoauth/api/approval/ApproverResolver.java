package org.lumoauth.api.approval;

import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: people who stand in some relation to what is asked, as the owner of the agent
 * that asks. Registered with {@code lumoauth.kind=approver-source} and {@code lumoauth.name}, which
 * the rules of tenants name. Quick; asked whenever somebody looks at what waits for them.
 */
public interface ApproverResolver {

  /**
   * Who they are: users of the tenant, perhaps nobody. Nobody where the requester is not known
   * here; what a requester says about itself makes nobody an approver.
   */
  Set<SubjectRef> resolveApprovers(TenantContext tenant, NewApproval asked);

  /**
   * Whether this may be one of them for something that could be asked; true where it is not known.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} while that can't be
   *     told
   */
  default boolean canResolve(TenantContext tenant, SubjectRef who) {
    return true;
  }
}
