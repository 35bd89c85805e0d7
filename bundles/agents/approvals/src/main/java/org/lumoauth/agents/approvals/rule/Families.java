package org.lumoauth.agents.approvals.rule;

import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * With whom somebody is counted: an agent with the one at the top of its family, so that nobody
 * gets more of anything by sub-agents.
 */
@Component(service = Families.class)
public final class Families {

  /** Deeper than agents are below each other. */
  private static final int MOST_DEEP = 10;

  private final AgentPeople people;

  @Activate
  public Families(@Reference AgentPeople people) {
    this.people = people;
  }

  /** The agent at the top of this one's family; itself if it is none, or has none above it. */
  public SubjectRef of(TenantContext tenant, SubjectRef requester) {
    SubjectRef top = requester;
    Optional<SubjectRef> above = people.parent(tenant, top);
    for (int i = 0; i < MOST_DEEP && above.isPresent(); i++) {
      top = above.get();
      above = people.parent(tenant, top);
    }
    return top;
  }
}
