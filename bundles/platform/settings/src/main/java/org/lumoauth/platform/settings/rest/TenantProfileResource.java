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
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.Members;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/admin/tenant}: the tenant by itself. Slug and status are the operator's. */
@Path("admin/tenant")
@Produces(MediaType.APPLICATION_JSON)
@LargeBody
public final class TenantProfileResource {
  private static final Set<String> MEMBERS = Set.of("name", "settings");

  private final SettingsDesk desk;
  private final TenantNames names;

  TenantProfileResource(SettingsDesk desk, TenantNames names) {
    this.desk = desk;
    this.names = names;
  }

  @GET
  @Requires("settings.read")
  public DataBody<TenantProfile> get(@Context HttpServletRequest request) {
    return DataBody.of(show(Exchange.of(request).tenant()));
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
    var exchange = Exchange.of(request);
    var members = Members.of(body, MEMBERS);
    var bodies = sections(body.get("settings"));
    if (members.has("name")) { // it is the name among the general settings too
      bodies.set(WireSections.GENERAL, "name", body.get("name"));
    }
    desk.change(exchange.tenant(), bodies, Editor.of(exchange));
    return new DataBody<>(show(exchange.tenant()), "The tenant was changed.");
  }

  /** The same: a tenant has no member that could be left out. */
  @PUT
  @Requires("settings.write")
  @Takes(
      members = {
        @Member("name"),
        @Member(value = "settings", type = Map.class, says = "Sections by their names")
      })
  public DataBody<TenantProfile> put(
      @Context HttpServletRequest request, Map<String, Object> body) {
    return patch(request, body);
  }

  private TenantProfile show(TenantContext tenant) {
    return TenantProfile.of(names.of(tenant), desk.all(tenant));
  }

  private static Bodies sections(Object value) {
    var bodies = new Bodies();
    if (value == null) {
      return bodies;
    }
    if (!(value instanceof Map<?, ?> sections)) {
      throw Problem.invalid("settings", "settings is an object of sections.");
    }
    sections.forEach((section, part) -> bodies.add(String.valueOf(section), section(part)));
    return bodies;
  }

  private static Map<String, Object> section(Object value) {
    if (!(value instanceof Map<?, ?> members)) {
      throw Problem.invalid("settings", "A section of settings is an object.");
    }
    Map<String, Object> read = new LinkedHashMap<>();
    members.forEach((name, member) -> read.put(String.valueOf(name), member));
    return read;
  }
}
