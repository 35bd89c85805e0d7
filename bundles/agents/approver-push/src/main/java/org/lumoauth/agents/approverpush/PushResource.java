package org.lumoauth.agents.approverpush;

import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.web.Authenticated;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.Summary;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

/** Confirmations of users for agents that act for them. */
@Path("agents/me/approvals")
@Produces("application/json")
@Authenticated
public final class PushResource {

  private final PushApprovals push;

  PushResource(PushApprovals push) {
    this.push = push;
  }

  @POST
  @Consumes("application/json")
  @Summary("Asks the user for whom the agent acts to confirm something")
  @Takes(
      members = {
        @Member(value = "task_id", needed = true),
        @Member(value = "reason", needed = true),
        @Member(
            value = "impact",
            needed = true,
            oneOf = {"low", "medium", "high", "critical"}),
        @Member(value = "on_behalf_of", needed = true),
        @Member(value = "meta", type = Map.class)
      })
  @AnswersWith(status = 201)
  @AnswersWith(status = 202)
  @Refuses(428)
  public Response ask(@Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = Exchange.of(request);
    var by = Initiator.of(exchange.caller(), exchange.requestInfo());
    var made = push.ask(exchange.tenant(), exchange.caller(), by, body);
    return Response.status(made.status()).entity(made.body()).build();
  }

  @GET
  @Path("{token}/status")
  @Summary("Shows what the user said")
  public Map<String, Object> status(
      @Context HttpServletRequest request, @PathParam("token") String token) {
    var exchange = Exchange.of(request);
    return push.status(exchange.tenant(), exchange.caller(), token);
  }
}
