/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings.rest;

import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;

/** Serves {@code ~/admin/organization}, an alternative path of {@code ~/admin/tenant}. */
@Path("admin/organization")
@Produces(MediaType.APPLICATION_JSON)
@LargeRequestBody
public final class TenantProfileAliasResource {
  private final TenantProfileResource tenant;

  TenantProfileAliasResource(TenantProfileResource tenant) {
    this.tenant = tenant;
  }

  @GET
  @OperationSummary("Get the tenant")
  @RequiresPermission("settings.read")
  public DataResponseBody<TenantProfileView> get(@Context HttpServletRequest request) {
    return tenant.get(request);
  }

  @PATCH
  @OperationSummary("Update the tenant")
  @RequiresPermission("settings.write")
  @ApiRequestParameters(
      members = {
        @SchemaProperty("name"),
        @SchemaProperty(
            value = "settings",
            type = Map.class,
            description = "Settings by section name")
      })
  public DataResponseBody<TenantProfileView> patch(
      @Context HttpServletRequest request, Map<String, Object> body) {
    return tenant.patch(request, body);
  }

  @PUT
  @OperationSummary("Update the tenant")
  @RequiresPermission("settings.write")
  @ApiRequestParameters(
      members = {
        @SchemaProperty("name"),
        @SchemaProperty(
            value = "settings",
            type = Map.class,
            description = "Settings by section name")
      })
  public DataResponseBody<TenantProfileView> put(
      @Context HttpServletRequest request, Map<String, Object> body) {
    return tenant.put(request, body);
  }
}
