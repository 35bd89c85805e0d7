package org.lumoauth.agents.approvals.rule;

import java.util.Set;
import org.lumoauth.api.approval.ApproverSource;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The owner of the agent that asks. */
@Component(property = {"lumoauth.kind=approver-source", "lumoauth.name=owner"})
public final class Owners implements ApproverSource {

  private final AgentPeople people;

  @Activate
  public Owners(@Reference AgentPeople people) {
    this.people = people;
  }

  @Override
  public Set<SubjectRef> approvers(TenantContext tenant, NewApproval asked) {
    return people.owner(tenant, asked.requester());
  }

  @Override
  public boolean mayName(TenantContext tenant, SubjectRef who) {
    return people.has(tenant, who);
  }
}
