package org.lumoauth.agents.registry;

import org.lumoauth.api.oauth.ClientDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Client ids that whoever registers an agent chose. */
@Component(service = AgentClientIdValidator.class)
public final class AgentClientIdValidator {

  private final ClientDirectory clients;

  @Activate
  public AgentClientIdValidator(@Reference ClientDirectory clients) {
    this.clients = clients;
  }

  /**
   * The id, which nobody has or ever had.
   *
   * @param member the member of the request that has it
   * @throws ApiException 422 {@code validation_error} if it is none, 409 {@code duplicate_resource}
   *     if it is or was taken
   */
  String requireAvailable(TenantContext tenant, String member, String clientId) {
    if (!AgentCache.CLIENT_ID.matcher(clientId).matches()) {
      throw ApiException.invalid(member, member + " is cli_ and a ULID.");
    }
    if (clients.wasEverAssigned(tenant, clientId)) {
      throw takenProblem(member);
    }
    return clientId;
  }

  static ApiException takenProblem(String member) {
    return ApiException.duplicate(
        "A client has or had this "
            + member
            + ", or an agent that is retired or deleted or that an agent registered.");
  }
}
