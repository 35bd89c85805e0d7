/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.rest;

import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.oauth.clients.ClientRegistry;
import org.lumoauth.oauth.clients.ClientSubjectGrantProvider;
import org.lumoauth.oauth.clients.ClientTokenLifetimeResolver;
import org.lumoauth.oauth.clients.metadata.SupportedClientOptionValidator;
import org.lumoauth.oauth.clients.scope.ScopeCache;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.OptionalRequestBody;

/** {@code ~/admin/oauth-clients}: {@code ~/admin/clients} under the name used in guides. */
@Path("admin/oauth-clients")
@Produces("application/json")
public final class ClientsAliasResource extends ClientsResource {

  ClientsAliasResource(
      ClientRegistry clients,
      ClientTokenLifetimeResolver lifetimes,
      ScopeCache known,
      SupportedClientOptionValidator kinds,
      ClientSubjectGrantProvider grants,
      PrivilegeEscalationGuard guard) {
    super(clients, lifetimes, known, kinds, grants, guard);
  }

  /** An alias of {@code rotate-secret}. */
  @POST
  @OperationSummary("Rotate the secret of a client")
  @Path("{clientId}/secret")
  @RequiresPermission("clients.write")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(
            value = "overlapSeconds",
            type = int.class,
            description = "The seconds for which the previous secret remains valid")
      })
  public DataResponseBody<ClientSecretRotationView> secret(
      @Context HttpServletRequest request,
      @PathParam("clientId") String clientId,
      @OptionalRequestBody Map<String, Object> body) {
    return rotateSecret(request, clientId, body);
  }
}
