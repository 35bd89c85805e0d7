package org.lumoauth.agents.jit;

import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import org.lumoauth.api.web.Authenticated;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.OptionalBody;
import org.lumoauth.platform.web.Summary;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;

/** Tasks of agents. */
@Path("jit")
@Produces("application/json")
@Authenticated
public final class TaskResource {

  private final TaskDesk desk;

  TaskResource(TaskDesk desk) {
    this.desk = desk;
  }

  @POST
  @Path("task")
  @Summary("Begins a task, for which permissions can be asked for")
  @Takes(
      members = {
        @Member("name"),
        @Member("type"),
        @Member("parent_task_id"),
        @Member("on_behalf_of")
      })
  @AnswersWith(status = 201)
  public Response begin(
      @Context HttpServletRequest request, @OptionalBody Map<String, Object> body) {
    return Response.status(Response.Status.CREATED)
        .entity(desk.begin(Call.of(Exchange.of(request)), body))
        .build();
  }

  @GET
  @Path("status/{taskId}")
  @Summary("Shows whether a task goes on")
  public Map<String, Object> status(
      @Context HttpServletRequest request, @PathParam("taskId") String taskId) {
    return desk.status(Call.of(Exchange.of(request)), taskId);
  }

  @POST
  @Path("task/{taskId}/complete")
  @Summary("Ends a task with all its tokens")
  public Map<String, Object> complete(
      @Context HttpServletRequest request, @PathParam("taskId") String taskId) {
    return desk.complete(Call.of(Exchange.of(request)), taskId);
  }

  @POST
  @Path("task/{taskId}/evaluate")
  @Summary("Says how a task goes, and ends it with a result")
  @Takes(
      members = {
        @Member(
            value = "result",
            oneOf = {"completed", "failed", "cancelled"}),
        @Member("notes"),
        @Member(value = "suspend", type = boolean.class)
      })
  public Map<String, Object> evaluate(
      @Context HttpServletRequest request,
      @PathParam("taskId") String taskId,
      @OptionalBody Map<String, Object> body) {
    return desk.evaluate(Exchange.of(request), taskId, body);
  }
}
