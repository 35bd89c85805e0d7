/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.rule;

import java.util.Set;
import org.lumoauth.api.approval.ApproverResolver;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Resolves the owner of the requesting agent as approver. */
@Component(property = {"lumoauth.kind=approver-source", "lumoauth.name=owner"})
public final class AgentOwnerApproverResolver implements ApproverResolver {

  private final AgentOwnershipLookup people;

  @Activate
  public AgentOwnerApproverResolver(@Reference AgentOwnershipLookup people) {
    this.people = people;
  }

  @Override
  public Set<SubjectRef> resolveApprovers(TenantContext tenant, NewApproval asked) {
    return people.owner(tenant, asked.requester());
  }

  @Override
  public boolean canResolve(TenantContext tenant, SubjectRef who) {
    return people.has(tenant, who);
  }
}
