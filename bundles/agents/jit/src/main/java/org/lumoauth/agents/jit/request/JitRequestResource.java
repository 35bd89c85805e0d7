/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.request;

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
import org.lumoauth.agents.jit.JitCallerContext;
import org.lumoauth.agents.jit.token.TaskTokenRequestHandler;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.RequiresAuthentication;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.NoStoreHeaders;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.oauth.OAuthRequestReader;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.OptionalRequestBody;

/** REST resource for permission requests of agents. */
@Path("jit/request")
@Produces("application/json")
@RequiresAuthentication
@LargeRequestBody
public final class JitRequestResource {

  private final JitRequestService desk;
  private final TaskTokenRequestHandler tokens;

  public JitRequestResource(JitRequestService desk, TaskTokenRequestHandler tokens) {
    this.desk = desk;
    this.tokens = tokens;
  }

  @POST
  @Consumes("application/json")
  @OperationSummary("Request a permission")
  @ApiRequestParameters(
      members = {
        @SchemaProperty("task_id"),
        @SchemaProperty(
            value = "authorization_details",
            type = Object.class,
            description =
                "One authorization detail or a list of them; required unless "
                    + "required_scopes is present"),
        @SchemaProperty(value = "required_scopes", type = Object.class),
        @SchemaProperty("justification"),
        @SchemaProperty(
            value = "requested_ttl",
            type = int.class,
            description = "The lifetime in seconds"),
        @SchemaProperty("callback_url")
      })
  @ApiResponse(status = 201)
  public Response ask(
      @Context HttpServletRequest request,
      @Context HttpServletResponse response,
      Map<String, Object> body) {
    NoStoreHeaders.setNoStore(response);
    return Response.status(Response.Status.CREATED)
        .entity(desk.ask(JitCallerContext.of(HttpExchange.of(request)), body))
        .build();
  }

  @GET
  @Path("{requestId}/status")
  @OperationSummary("Get the status of a permission request")
  public Map<String, Object> status(
      @Context HttpServletRequest request, @PathParam("requestId") String requestId) {
    return desk.status(JitCallerContext.of(HttpExchange.of(request)), requestId);
  }

  @POST
  @Path("{requestId}/token")
  @OperationSummary("Get the access token of an approved permission request")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(
            value = "authorization_details",
            type = List.class,
            description = "A subset of the approved access")
      })
  public Map<String, Object> token(
      @Context HttpServletRequest request,
      @Context HttpServletResponse response,
      @PathParam("requestId") String requestId,
      @OptionalRequestBody Map<String, Object> body) {
    NoStoreHeaders.setNoStore(response);
    var exchange = HttpExchange.of(request);
    TaskTokenRequestHandler.JitTokenResponse fetched =
        tokens.token(
            JitCallerContext.of(exchange),
            requestId,
            body,
            Optional.of(OAuthRequestReader.readWithoutParameters(exchange)));
    fetched.headers().forEach(response::setHeader);
    return fetched.body();
  }
}
