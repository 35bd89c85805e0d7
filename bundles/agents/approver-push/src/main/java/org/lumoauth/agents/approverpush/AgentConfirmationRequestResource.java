/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.web.RequiresAuthentication;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.OperationSummary;

/** Confirmation requests of agents to the users that they act for. */
@Path("agents/me/approvals")
@Produces("application/json")
@RequiresAuthentication
public final class AgentConfirmationRequestResource {

  private final PushConfirmationRequestService push;

  AgentConfirmationRequestResource(PushConfirmationRequestService push) {
    this.push = push;
  }

  @POST
  @Consumes("application/json")
  @OperationSummary("Request a confirmation from the user")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(value = "task_id", required = true),
        @SchemaProperty(value = "reason", required = true),
        @SchemaProperty(
            value = "impact",
            required = true,
            oneOf = {"low", "medium", "high", "critical"}),
        @SchemaProperty(value = "on_behalf_of", required = true),
        @SchemaProperty(value = "meta", type = Map.class)
      })
  @ApiResponse(status = 201)
  @ApiResponse(status = 202)
  @ApiErrorResponses(428)
  public Response ask(@Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    var by = AuditInitiator.of(exchange.caller(), exchange.requestInfo());
    var made = push.ask(exchange.tenant(), exchange.caller(), by, body);
    return Response.status(made.status()).entity(made.body()).build();
  }

  @GET
  @Path("{token}/status")
  @OperationSummary("Get the status of a confirmation request")
  public Map<String, Object> status(
      @Context HttpServletRequest request, @PathParam("token") String token) {
    var exchange = HttpExchange.of(request);
    return push.status(exchange.tenant(), exchange.caller(), token);
  }
}
