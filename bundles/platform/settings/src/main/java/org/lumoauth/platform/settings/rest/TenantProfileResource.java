/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.lumoauth.platform.web.rest.OperationSummary;

/** Serves {@code ~/admin/tenant}. Only the operator changes slug and status. */
@Path("admin/tenant")
@Produces(MediaType.APPLICATION_JSON)
@LargeRequestBody
public final class TenantProfileResource {
  private static final Set<String> MEMBERS = Set.of("name", "settings");

  private final ApiSettingsService desk;
  private final TenantNameService names;

  TenantProfileResource(ApiSettingsService desk, TenantNameService names) {
    this.desk = desk;
    this.names = names;
  }

  @GET
  @OperationSummary("Get the tenant")
  @RequiresPermission("settings.read")
  public DataResponseBody<TenantProfileView> get(@Context HttpServletRequest request) {
    return DataResponseBody.of(show(HttpExchange.of(request).tenant()));
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
    var exchange = HttpExchange.of(request);
    var members = JsonObjectMemberReader.of(body, MEMBERS);
    var bodies = sections(body.get("settings"));
    if (members.has("name")) { // the name is also part of the general settings
      bodies.set(ApiSettingsSectionMapper.GENERAL, "name", body.get("name"));
    }
    desk.change(exchange.tenant(), bodies, SettingsChangeInitiator.of(exchange));
    return new DataResponseBody<>(show(exchange.tenant()), "The organization was updated.");
  }

  /** Updates the tenant like PATCH: a tenant has no optional members. */
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
    return patch(request, body);
  }

  private TenantProfileView show(TenantContext tenant) {
    return TenantProfileView.of(names.of(tenant), desk.all(tenant));
  }

  private static SettingsSectionBodyMerger sections(Object value) {
    var bodies = new SettingsSectionBodyMerger();
    if (value == null) {
      return bodies;
    }
    if (!(value instanceof Map<?, ?> sections)) {
      throw ApiException.invalid("settings", "`settings` must be an object of sections.");
    }
    sections.forEach((section, part) -> bodies.add(String.valueOf(section), section(part)));
    return bodies;
  }

  private static Map<String, Object> section(Object value) {
    if (!(value instanceof Map<?, ?> members)) {
      throw ApiException.invalid("settings", "A section in `settings` must be an object.");
    }
    Map<String, Object> read = new LinkedHashMap<>();
    members.forEach((name, member) -> read.put(String.valueOf(name), member));
    return read;
  }
}
