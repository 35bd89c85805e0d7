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
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;

/**
 * {@code ~/admin/settings}. A member that is {@code null} goes back to its default. Each setting
 * names the permission that changes it, beside {@code settings.write}.
 */
@Path("admin/settings")
@Produces(MediaType.APPLICATION_JSON)
@LargeBody
public final class SettingsResource {
  private final SettingsDesk desk;
  private final SeveralSections several;

  SettingsResource(SettingsDesk desk, SeveralSections several) {
    this.desk = desk;
    this.several = several;
  }

  @GET
  @Requires("settings.read")
  public SettingsBody all(@Context HttpServletRequest request) {
    return new SettingsBody(desk.all(Exchange.of(request).tenant()), desk.permissions());
  }

  /** Changes several sections at once. */
  @PATCH
  @Requires("settings.write")
  public DataBody<Map<String, Object>> patchAll(
      @Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = Exchange.of(request);
    desk.change(exchange.tenant(), several.of(body), Editor.of(exchange));
    return new DataBody<>(desk.all(exchange.tenant()), "The settings were changed.");
  }

  @GET
  @Path("{section}")
  @Requires("settings.read")
  public SettingsBody get(
      @Context HttpServletRequest request, @PathParam("section") String section) {
    return new SettingsBody(
        desk.show(Exchange.of(request).tenant(), section), desk.permissions(section));
  }

  @PATCH
  @Path("{section}")
  @Requires("settings.write")
  public DataBody<Map<String, Object>> patch(
      @Context HttpServletRequest request,
      @PathParam("section") String section,
      Map<String, Object> body) {
    return change(request, section, body, false);
  }

  @PUT
  @Path("{section}")
  @Requires("settings.write")
  public DataBody<Map<String, Object>> put(
      @Context HttpServletRequest request,
      @PathParam("section") String section,
      Map<String, Object> body) {
    return change(request, section, body, true);
  }

  private DataBody<Map<String, Object>> change(
      HttpServletRequest request, String section, Map<String, Object> body, boolean whole) {
    var exchange = Exchange.of(request);
    desk.change(exchange.tenant(), section, body, whole, Editor.of(exchange));
    return new DataBody<>(desk.show(exchange.tenant(), section), "The settings were changed.");
  }
}
