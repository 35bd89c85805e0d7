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
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/admin/organization}: {@code ~/admin/tenant} under its other name. */
@Path("admin/organization")
@Produces(MediaType.APPLICATION_JSON)
@LargeBody
public final class OrganizationResource {
  private final TenantProfileResource tenant;

  OrganizationResource(TenantProfileResource tenant) {
    this.tenant = tenant;
  }

  @GET
  @Requires("settings.read")
  public DataBody<TenantProfile> get(@Context HttpServletRequest request) {
    return tenant.get(request);
  }

  @PATCH
  @Requires("settings.write")
  @Takes(
      members = {
        @Member("name"),
        @Member(value = "settings", type = Map.class, says = "Sections by their names")
      })
  public DataBody<TenantProfile> patch(
      @Context HttpServletRequest request, Map<String, Object> body) {
    return tenant.patch(request, body);
  }

  @PUT
  @Requires("settings.write")
  @Takes(
      members = {
        @Member("name"),
        @Member(value = "settings", type = Map.class, says = "Sections by their names")
      })
  public DataBody<TenantProfile> put(
      @Context HttpServletRequest request, Map<String, Object> body) {
    return tenant.put(request, body);
  }
}
