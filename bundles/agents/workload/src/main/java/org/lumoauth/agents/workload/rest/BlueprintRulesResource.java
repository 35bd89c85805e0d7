package org.lumoauth.agents.workload.rest;

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
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/admin/agents/blueprints/{blueprintId}/trust-rules}: which may be an instance. */
@Path("admin/agents/blueprints/{blueprintId}/trust-rules")
@Produces("application/json")
public final class BlueprintRulesResource {

  private final Rules rules;

  BlueprintRulesResource(Rules rules) {
    this.rules = rules;
  }

  @GET
  @Requires("agents.read")
  public ListBody<Map<String, Object>> list(
      @Context HttpServletRequest request,
      @PathParam("blueprintId") String holderId,
      @BeanParam PageQuery query) {
    return rules.list(request, holderId, query);
  }

  @POST
  @Consumes("application/json")
  @Requires("agents.write")
  @Takes(
      members = {
        @Member(value = "provider", needed = true),
        @Member("name"),
        @Member(value = "enabled", type = boolean.class),
        @Member(
            value = "trust",
            needed = true,
            type = Map.class,
            says = "What the provider is to look for")
      })
  @AnswersWith(status = 201)
  public Response create(
      @Context HttpServletRequest request,
      @PathParam("blueprintId") String holderId,
      Map<String, Object> body) {
    return rules.create(request, holderId, body);
  }

  @GET
  @Path("{trustRuleId}")
  @Requires("agents.read")
  public DataBody<Map<String, Object>> get(
      @Context HttpServletRequest request,
      @PathParam("blueprintId") String holderId,
      @PathParam("trustRuleId") String id) {
    return rules.get(request, holderId, id);
  }

  @PATCH
  @Path("{trustRuleId}")
  @Consumes("application/json")
  @Requires("agents.write")
  @Takes(
      members = {
        @Member(value = "provider", says = "As it is"),
        @Member("name"),
        @Member(value = "enabled", type = boolean.class),
        @Member(value = "trust", type = Map.class)
      })
  public DataBody<Map<String, Object>> change(
      @Context HttpServletRequest request,
      @PathParam("blueprintId") String holderId,
      @PathParam("trustRuleId") String id,
      Map<String, Object> body) {
    return rules.change(request, holderId, id, body);
  }

  @DELETE
  @Path("{trustRuleId}")
  @Requires("agents.write")
  public MessageBody delete(
      @Context HttpServletRequest request,
      @PathParam("blueprintId") String holderId,
      @PathParam("trustRuleId") String id) {
    return rules.delete(request, holderId, id);
  }
}
