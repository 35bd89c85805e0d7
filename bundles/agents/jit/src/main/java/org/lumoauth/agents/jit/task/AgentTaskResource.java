/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.task;

import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import org.lumoauth.agents.jit.JitCallerContext;
import org.lumoauth.api.web.RequiresAuthentication;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.OptionalRequestBody;

/** REST resource for the tasks of agents. */
@Path("jit")
@Produces("application/json")
@RequiresAuthentication
public final class AgentTaskResource {

  private final AgentTaskRequestHandler desk;

  public AgentTaskResource(AgentTaskRequestHandler desk) {
    this.desk = desk;
  }

  @POST
  @Path("task")
  @OperationSummary("Start a task to request permissions for")
  @ApiRequestParameters(
      members = {
        @SchemaProperty("name"),
        @SchemaProperty("type"),
        @SchemaProperty("parent_task_id"),
        @SchemaProperty("on_behalf_of")
      })
  @ApiResponse(status = 201)
  public Response begin(
      @Context HttpServletRequest request, @OptionalRequestBody Map<String, Object> body) {
    return Response.status(Response.Status.CREATED)
        .entity(desk.begin(JitCallerContext.of(HttpExchange.of(request)), body))
        .build();
  }

  @GET
  @Path("status/{taskId}")
  @OperationSummary("Get the status of a task")
  public Map<String, Object> status(
      @Context HttpServletRequest request, @PathParam("taskId") String taskId) {
    return desk.status(JitCallerContext.of(HttpExchange.of(request)), taskId);
  }

  @POST
  @Path("task/{taskId}/complete")
  @OperationSummary("End a task and revoke its tokens")
  public Map<String, Object> complete(
      @Context HttpServletRequest request, @PathParam("taskId") String taskId) {
    return desk.complete(JitCallerContext.of(HttpExchange.of(request)), taskId);
  }

  @POST
  @Path("task/{taskId}/evaluate")
  @OperationSummary("Evaluate a task, and optionally end it")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(
            value = "result",
            oneOf = {"completed", "failed", "cancelled"}),
        @SchemaProperty("notes"),
        @SchemaProperty(value = "suspend", type = boolean.class)
      })
  public Map<String, Object> evaluate(
      @Context HttpServletRequest request,
      @PathParam("taskId") String taskId,
      @OptionalRequestBody Map<String, Object> body) {
    return desk.evaluate(HttpExchange.of(request), taskId, body);
  }
}
