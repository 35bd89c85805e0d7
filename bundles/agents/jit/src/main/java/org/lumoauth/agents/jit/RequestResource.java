package org.lumoauth.agents.jit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import org.lumoauth.api.web.Authenticated;
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.OAuthRequests;
import org.lumoauth.platform.web.OptionalBody;
import org.lumoauth.platform.web.SecretAnswers;
import org.lumoauth.platform.web.Summary;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;

/** Requests of agents for permissions. */
@Path("jit/request")
@Produces("application/json")
@Authenticated
@LargeBody
public final class RequestResource {

  private final RequestDesk desk;

  RequestResource(RequestDesk desk) {
    this.desk = desk;
  }

  @POST
  @Consumes("application/json")
  @Summary("Asks for a permission")
  @Takes(
      members = {
        @Member("task_id"),
        @Member(
            value = "authorization_details",
            type = Object.class,
            says = "One, or a list of them; needed, or required_scopes"),
        @Member(value = "required_scopes", type = Object.class),
        @Member("justification"),
        @Member(value = "requested_ttl", type = int.class, says = "Seconds"),
        @Member("callback_url")
      })
  @AnswersWith(status = 201)
  public Response ask(
      @Context HttpServletRequest request,
      @Context HttpServletResponse response,
      Map<String, Object> body) {
    SecretAnswers.keepFromCaches(response);
    return Response.status(Response.Status.CREATED)
        .entity(desk.ask(Call.of(Exchange.of(request)), body))
        .build();
  }

  @GET
  @Path("{requestId}/status")
  @Summary("Shows what became of a request")
  public Map<String, Object> status(
      @Context HttpServletRequest request, @PathParam("requestId") String requestId) {
    return desk.status(Call.of(Exchange.of(request)), requestId);
  }

  @POST
  @Path("{requestId}/token")
  @Summary("Fetches the one token of an approved request")
  @Takes(
      members = {
        @Member(value = "authorization_details", type = List.class, says = "Less than was approved")
      })
  public Map<String, Object> token(
      @Context HttpServletRequest request,
      @Context HttpServletResponse response,
      @PathParam("requestId") String requestId,
      @OptionalBody Map<String, Object> body) {
    SecretAnswers.keepFromCaches(response);
    var exchange = Exchange.of(request);
    RequestDesk.Fetched fetched =
        desk.token(
            Call.of(exchange),
            requestId,
            body,
            Optional.of(OAuthRequests.withoutParameters(exchange)));
    fetched.headers().forEach(response::setHeader);
    return fetched.body();
  }
}
