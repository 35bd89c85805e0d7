/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions.rest;

import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.authn.sessions.DefaultSessionService;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/** {@code ~/admin/users/{userId}/sessions}. */
@Path("admin/users/{userId}/sessions")
@Produces(MediaType.APPLICATION_JSON)
public final class UserSessionsResource {
  private final DefaultSessionService sessions;
  private final UserDirectory users;
  private final SessionViewAssembler views;
  private final PrivilegeEscalationGuard guard;

  UserSessionsResource(
      DefaultSessionService sessions,
      UserDirectory users,
      SessionViewAssembler views,
      PrivilegeEscalationGuard guard) {
    this.sessions = sessions;
    this.users = users;
    this.views = views;
    this.guard = guard;
  }

  @GET
  @OperationSummary("List the sessions of a user")
  @RequiresPermission("sessions.read")
  public ListResponseBody<SessionView> list(
      @Context HttpServletRequest request,
      @PathParam("userId") String userId,
      @BeanParam PageQueryParameters query) {
    var tenant = HttpExchange.of(request).tenant();
    var user = user(tenant, userId);
    return views.list(
        tenant, sessions.list(tenant, Optional.of(user), Optional.empty(), query.request()));
  }

  @DELETE
  @OperationSummary("End all sessions of a user")
  @RequiresPermission("sessions.write")
  public MessageResponseBody endAll(
      @Context HttpServletRequest request, @PathParam("userId") String userId) {
    var exchange = HttpExchange.of(request);
    var user = user(exchange.tenant(), userId);
    guard.requirePrivilegesOver(exchange, user);
    int ended =
        sessions.endAll(
            exchange.tenant(),
            user,
            Optional.empty(),
            AuditInitiator.of(exchange.caller(), exchange.requestInfo()));
    return new MessageResponseBody("Sessions ended: " + ended + ".");
  }

  /** Revokes a session, for callers that cannot send a {@code DELETE}. */
  @POST
  @OperationSummary("End all sessions of a user")
  @Path("revoke")
  @RequiresPermission("sessions.write")
  public MessageResponseBody revoke(
      @Context HttpServletRequest request, @PathParam("userId") String userId) {
    return endAll(request, userId);
  }

  /** Revokes all sessions of a user, under the path used in guides. */
  @POST
  @OperationSummary("End all sessions of a user")
  @Path("revoke-all")
  @RequiresPermission("sessions.write")
  public MessageResponseBody revokeAll(
      @Context HttpServletRequest request, @PathParam("userId") String userId) {
    return endAll(request, userId);
  }

  private SubjectRef user(TenantContext tenant, String idOrEmail) {
    return users
        .findByUserInput(tenant, idOrEmail)
        .map(user -> new SubjectRef(SubjectRef.USER, user.id()))
        .orElseThrow(() -> ApiException.notFound("The user does not exist."));
  }
}
