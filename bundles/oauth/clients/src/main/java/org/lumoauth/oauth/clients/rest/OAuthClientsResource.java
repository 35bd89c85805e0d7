package org.lumoauth.oauth.clients.rest;

import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.lumoauth.api.web.Requires;
import org.lumoauth.oauth.clients.ClientGrants;
import org.lumoauth.oauth.clients.ClientRegistry;
import org.lumoauth.oauth.clients.KnownKinds;
import org.lumoauth.oauth.clients.TokenLifetimes;
import org.lumoauth.oauth.clients.scope.ScopeMemory;
import org.lumoauth.platform.web.CredentialChangeGuard;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.OptionalBody;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/admin/oauth-clients}: {@code ~/admin/clients} under the name that guides give it. */
@Path("admin/oauth-clients")
@Produces("application/json")
public final class OAuthClientsResource extends ClientsResource {

  OAuthClientsResource(
      ClientRegistry clients,
      TokenLifetimes lifetimes,
      ScopeMemory known,
      KnownKinds kinds,
      ClientGrants grants,
      CredentialChangeGuard guard) {
    super(clients, lifetimes, known, kinds, grants, guard);
  }

  /** {@code rotate-secret} under its other name. */
  @POST
  @Path("{clientId}/secret")
  @Requires("clients.write")
  @Takes(
      members = {
        @Member(
            value = "overlapSeconds",
            type = int.class,
            says = "How long the old one is good as well")
      })
  public DataBody<RotatedSecret> secret(
      @Context HttpServletRequest request,
      @PathParam("clientId") String clientId,
      @OptionalBody Map<String, Object> body) {
    return rotateSecret(request, clientId, body);
  }
}
