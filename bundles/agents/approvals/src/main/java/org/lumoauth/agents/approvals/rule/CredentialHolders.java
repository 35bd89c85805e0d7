package org.lumoauth.agents.approvals.rule;

import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.Clients;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who knows what agents and clients authenticate by, and could ask in their names. */
@Component(service = CredentialHolders.class)
public final class CredentialHolders {

  private final AgentPeople people;
  private final Clients clients;

  @Activate
  public CredentialHolders(@Reference AgentPeople people, @Reference Clients clients) {
    this.people = people;
    this.clients = clients;
  }

  /**
   * Whether somebody could ask in the name of who asks, or of who took part in asking; true while
   * nobody can tell.
   */
  boolean couldAsk(TenantContext tenant, NewApproval asked, SubjectRef who) {
    return knows(tenant, asked.requester(), who)
        || asked.chain().stream().anyMatch(party -> knows(tenant, party, who));
  }

  private boolean knows(TenantContext tenant, SubjectRef party, SubjectRef who) {
    return switch (party.type()) {
      case SubjectRef.AGENT -> people.knowsCredential(tenant, party, who);
      case SubjectRef.CLIENT -> ofClient(tenant, party.id(), who);
      default -> false;
    };
  }

  private boolean ofClient(TenantContext tenant, String clientId, SubjectRef who) {
    try {
      return clients.credentialsSetBy(tenant, clientId).contains(who);
    } catch (Problem away) {
      return true;
    }
  }
}
