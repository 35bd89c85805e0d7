package org.lumoauth.agents.aauth.rest;

import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/admin/aauth/resources}: resources that agents ask for access to. */
@Path("admin/aauth/resources")
@Produces("application/json")
public final class AauthResourcesResource {

  private final Parties parties;

  AauthResourcesResource(Parties parties) {
    this.parties = parties;
  }

  @GET
  @Requires("agents.read")
  public ListBody<Map<String, Object>> list(
      @Context HttpServletRequest request, @BeanParam PageQuery query) {
    return parties.list(request, query, "aauth_resources");
  }

  @POST
  @Consumes("application/json")
  @Requires("agents.write")
  @Takes(
      value = ResourcePartyMembers.class,
      members = {@Member(value = "identifier", needed = true)})
  @AnswersWith(status = 201)
  @Refuses(409)
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    return parties.create(request, body, asked -> asked);
  }

  @GET
  @Path("{aauthResourceId}")
  @Requires("agents.read")
  public DataBody<Map<String, Object>> get(
      @Context HttpServletRequest request, @PathParam("aauthResourceId") String id) {
    return parties.get(request, id);
  }

  @PATCH
  @Path("{aauthResourceId}")
  @Consumes("application/json")
  @Requires("agents.write")
  @Takes(ResourcePartyMembers.class)
  @Refuses(409)
  public DataBody<Map<String, Object>> change(
      @Context HttpServletRequest request,
      @PathParam("aauthResourceId") String id,
      Map<String, Object> body) {
    return parties.change(request, id, body, after -> after);
  }

  @DELETE
  @Path("{aauthResourceId}")
  @Requires("agents.write")
  public MessageBody delete(
      @Context HttpServletRequest request, @PathParam("aauthResourceId") String id) {
    return parties.delete(request, id);
  }
}
