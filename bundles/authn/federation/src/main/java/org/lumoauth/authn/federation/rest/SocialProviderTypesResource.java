package org.lumoauth.authn.federation.rest;

import java.util.List;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.lumoauth.api.web.Requires;
import org.lumoauth.authn.federation.provider.Connectors;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Summary;

/** {@code ~/admin/social-providers/types} and {@code …/available}: what can be set up. */
@Path("admin/social-providers")
@Produces("application/json")
public final class SocialProviderTypesResource {

  private final Connectors connectors;

  SocialProviderTypesResource(Connectors connectors) {
    this.connectors = connectors;
  }

  @GET
  @Path("types")
  @Summary("List identity providers that can be set up")
  @Requires("settings.read")
  public DataBody<List<SocialProviderTypeView>> types(@Context HttpServletRequest request) {
    return DataBody.of(
        connectors.offers().stream()
            .map(each -> SocialProviderTypeView.of(each.preset()))
            .toList());
  }

  /** The same by another name. */
  @GET
  @Path("available")
  @Summary("List identity providers that can be set up")
  @Requires("settings.read")
  public DataBody<List<SocialProviderTypeView>> available(@Context HttpServletRequest request) {
    return types(request);
  }
}
