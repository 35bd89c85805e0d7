package org.lumoauth.agents.jit;

import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.OptionalBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.Summary;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

/** Answers of people to requests. */
@Path("jit")
@Produces("application/json")
@Requires("jit.approve")
public final class ApproverResource {

  private final ApproverDesk desk;

  ApproverResource(ApproverDesk desk) {
    this.desk = desk;
  }

  @GET
  @Path("pending")
  @Summary("Lists requests that wait for an answer of the caller")
  public Map<String, Object> pending(
      @Context HttpServletRequest request, @BeanParam PageQuery query) {
    return desk.pending(Exchange.of(request), query.request());
  }

  @POST
  @Path("approve/{requestId}")
  @Summary("Approves a request")
  @Takes(
      members = {
        @Member(value = "ttl", type = int.class, says = "Seconds"),
        @Member("notes"),
        @Member("agent_message")
      })
  @Refuses(409)
  public Map<String, Object> approve(
      @Context HttpServletRequest request,
      @PathParam("requestId") String requestId,
      @OptionalBody Map<String, Object> body) {
    return desk.approve(Exchange.of(request), requestId, body);
  }

  @POST
  @Path("deny/{requestId}")
  @Summary("Denies a request")
  @Takes(members = {@Member("reason"), @Member("agent_message")})
  @Refuses(409)
  public Map<String, Object> deny(
      @Context HttpServletRequest request,
      @PathParam("requestId") String requestId,
      @OptionalBody Map<String, Object> body) {
    return desk.deny(Exchange.of(request), requestId, body);
  }
}
