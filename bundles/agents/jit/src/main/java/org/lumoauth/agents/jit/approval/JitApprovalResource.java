/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.approval;

import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.OptionalRequestBody;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/** REST resource for answers to permission requests. */
@Path("jit")
@Produces("application/json")
@RequiresPermission("jit.approve")
public final class JitApprovalResource {

  private final JitApprovalService desk;

  public JitApprovalResource(JitApprovalService desk) {
    this.desk = desk;
  }

  @GET
  @Path("pending")
  @OperationSummary("List permission requests that wait for the caller's answer")
  public Map<String, Object> pending(
      @Context HttpServletRequest request, @BeanParam PageQueryParameters query) {
    return desk.pending(HttpExchange.of(request), query.request());
  }

  @POST
  @Path("approve/{requestId}")
  @OperationSummary("Approve a permission request")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(value = "ttl", type = int.class, description = "The lifetime in seconds"),
        @SchemaProperty("notes"),
        @SchemaProperty("agent_message")
      })
  @ApiErrorResponses(409)
  public Map<String, Object> approve(
      @Context HttpServletRequest request,
      @PathParam("requestId") String requestId,
      @OptionalRequestBody Map<String, Object> body) {
    return desk.approve(HttpExchange.of(request), requestId, body);
  }

  @POST
  @Path("deny/{requestId}")
  @OperationSummary("Deny a permission request")
  @ApiRequestParameters(members = {@SchemaProperty("reason"), @SchemaProperty("agent_message")})
  @ApiErrorResponses(409)
  public Map<String, Object> deny(
      @Context HttpServletRequest request,
      @PathParam("requestId") String requestId,
      @OptionalRequestBody Map<String, Object> body) {
    return desk.deny(HttpExchange.of(request), requestId, body);
  }
}
