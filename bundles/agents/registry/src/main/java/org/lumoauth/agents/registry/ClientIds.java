package org.lumoauth.agents.registry;

import org.lumoauth.api.oauth.Clients;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Client ids that whoever registers an agent chose. */
@Component(service = ClientIds.class)
public final class ClientIds {

  private final Clients clients;

  @Activate
  public ClientIds(@Reference Clients clients) {
    this.clients = clients;
  }

  /**
   * The id, which nobody has or ever had.
   *
   * @param member the member of the request that has it
   * @throws Problem 422 {@code validation_error} if it is none, 409 {@code duplicate_resource} if
   *     it is or was taken
   */
  String free(TenantContext tenant, String member, String clientId) {
    if (!AgentCache.CLIENT_ID.matcher(clientId).matches()) {
      throw Problem.invalid(member, member + " is cli_ and a ULID.");
    }
    if (clients.everTaken(tenant, clientId)) {
      throw taken(member);
    }
    return clientId;
  }

  static Problem taken(String member) {
    return Problem.duplicate(
        "A client has or had this "
            + member
            + ", or an agent that is retired or deleted or that an agent registered.");
  }
}
