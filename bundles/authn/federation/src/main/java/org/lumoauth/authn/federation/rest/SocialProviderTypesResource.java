/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.rest;

import java.util.List;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.authn.federation.provider.FederationConnectorRegistry;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;

/**
 * Serves {@code ~/admin/social-providers/types} and {@code …/available}: the supported providers.
 */
@Path("admin/social-providers")
@Produces("application/json")
public final class SocialProviderTypesResource {

  private final FederationConnectorRegistry connectors;

  SocialProviderTypesResource(FederationConnectorRegistry connectors) {
    this.connectors = connectors;
  }

  @GET
  @Path("types")
  @OperationSummary("List supported identity providers")
  @RequiresPermission("settings.read")
  public DataResponseBody<List<SocialProviderTypeView>> types(@Context HttpServletRequest request) {
    return DataResponseBody.of(
        connectors.offers().stream()
            .map(each -> SocialProviderTypeView.of(each.preset()))
            .toList());
  }

  /** Returns the supported providers, under an alternative path. */
  @GET
  @Path("available")
  @OperationSummary("List supported identity providers")
  @RequiresPermission("settings.read")
  public DataResponseBody<List<SocialProviderTypeView>> available(
      @Context HttpServletRequest request) {
    return types(request);
  }
}
