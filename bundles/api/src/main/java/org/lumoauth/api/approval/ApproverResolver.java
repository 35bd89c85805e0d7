/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.approval;

import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: resolves approvers by their relation to the request, such as the owner of the
 * requesting agent. Registered with {@code lumoauth.kind=approver-source} and {@code
 * lumoauth.name}, which the tenants' rules refer to. Must return without blocking; called whenever
 * a person views their pending approvals.
 */
public interface ApproverResolver {

  /**
   * Returns the approvers, which are users of the tenant; may be empty. Returns none if the
   * requester is not known to the tenant. Statements of a requester about itself never determine an
   * approver.
   */
  Set<SubjectRef> resolveApprovers(TenantContext tenant, NewApproval asked);

  /**
   * Returns whether this subject could be an approver of any request; {@code true} if unknown.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} while this cannot be
   *     determined
   */
  default boolean canResolve(TenantContext tenant, SubjectRef who) {
    return true;
  }
}
