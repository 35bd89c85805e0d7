/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings.rest;

import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;

/**
 * Serves {@code ~/admin/settings}. {@code null} restores a member's default. Each setting has a
 * permission required to change it, in addition to {@code settings.write}.
 */
@Path("admin/settings")
@Produces(MediaType.APPLICATION_JSON)
@LargeRequestBody
public final class SettingsResource {
  private final ApiSettingsService desk;
  private final MultiSectionRequestBodyParser several;

  SettingsResource(ApiSettingsService desk, MultiSectionRequestBodyParser several) {
    this.desk = desk;
    this.several = several;
  }

  @GET
  @OperationSummary("Get the settings of the tenant")
  @RequiresPermission("settings.read")
  public SettingsView all(@Context HttpServletRequest request) {
    return new SettingsView(desk.all(HttpExchange.of(request).tenant()), desk.permissions());
  }

  /** Changes several sections in one request. */
  @PATCH
  @OperationSummary("Update settings of several sections")
  @RequiresPermission("settings.write")
  public DataResponseBody<Map<String, Object>> patchAll(
      @Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    desk.change(exchange.tenant(), several.parse(body), SettingsChangeInitiator.of(exchange));
    return new DataResponseBody<>(desk.all(exchange.tenant()), "The settings were updated.");
  }

  @GET
  @OperationSummary("Get a settings section")
  @Path("{section}")
  @RequiresPermission("settings.read")
  public SettingsView get(
      @Context HttpServletRequest request, @PathParam("section") String section) {
    return new SettingsView(
        desk.show(HttpExchange.of(request).tenant(), section), desk.permissions(section));
  }

  @PATCH
  @OperationSummary("Update a settings section")
  @Path("{section}")
  @RequiresPermission("settings.write")
  public DataResponseBody<Map<String, Object>> patch(
      @Context HttpServletRequest request,
      @PathParam("section") String section,
      Map<String, Object> body) {
    return change(request, section, body, false);
  }

  @PUT
  @OperationSummary("Replace a settings section")
  @Path("{section}")
  @RequiresPermission("settings.write")
  public DataResponseBody<Map<String, Object>> put(
      @Context HttpServletRequest request,
      @PathParam("section") String section,
      Map<String, Object> body) {
    return change(request, section, body, true);
  }

  private DataResponseBody<Map<String, Object>> change(
      HttpServletRequest request, String section, Map<String, Object> body, boolean whole) {
    var exchange = HttpExchange.of(request);
    desk.change(exchange.tenant(), section, body, whole, SettingsChangeInitiator.of(exchange));
    return new DataResponseBody<>(
        desk.show(exchange.tenant(), section), "The settings were updated.");
  }
}
