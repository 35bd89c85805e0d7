/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions.rest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.authn.sessions.DefaultSessionService;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/** {@code ~/admin/sessions}. */
@Path("admin/sessions")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionsResource {
  private static final Set<String> CONFIRMATION = Set.of("confirm");

  private final DefaultSessionService sessions;
  private final UserDirectory users;
  private final SessionViewAssembler views;
  private final PrivilegeEscalationGuard guard;

  SessionsResource(
      DefaultSessionService sessions,
      UserDirectory users,
      SessionViewAssembler views,
      PrivilegeEscalationGuard guard) {
    this.sessions = sessions;
    this.users = users;
    this.views = views;
    this.guard = guard;
  }

  /** The numbers of stored, active and inactive sessions. */
  public record SessionStatsView(long total, long active, long inactive) {}

  /** The number of active sessions. */
  public record SessionCountView(long count) {}

  @GET
  @OperationSummary("List sessions")
  @RequiresPermission("sessions.read")
  public ListResponseBody<SessionView> list(
      @Context HttpServletRequest request,
      @BeanParam PageQueryParameters query,
      @QueryParam("userId") String userId) {
    var tenant = HttpExchange.of(request).tenant();
    var page = query.request();
    var searched = page.search().flatMap(text -> users.findByUserInput(tenant, text)).map(User::id);
    if (userId == null || userId.isBlank()) {
      return views.list(tenant, sessions.list(tenant, Optional.empty(), searched, page));
    }
    var subject =
        users
            .findByUserInput(tenant, userId)
            .map(user -> new SubjectRef(SubjectRef.USER, user.id()));
    return views.list(
        tenant,
        subject.isPresent()
            ? sessions.list(tenant, subject, searched, page)
            : new Page<>(List.of(), 0, page));
  }

  @GET
  @OperationSummary("Get session statistics")
  @Path("stats")
  @RequiresPermission("sessions.read")
  public DataResponseBody<SessionStatsView> stats(@Context HttpServletRequest request) {
    var tenant = HttpExchange.of(request).tenant();
    long total = sessions.countStored(tenant);
    long active = Math.min(total, sessions.countActive(tenant));
    return DataResponseBody.of(new SessionStatsView(total, active, total - active));
  }

  @GET
  @OperationSummary("Count the active sessions")
  @Path("count")
  @RequiresPermission("sessions.read")
  public DataResponseBody<SessionCountView> count(@Context HttpServletRequest request) {
    return DataResponseBody.of(
        new SessionCountView(sessions.countActive(HttpExchange.of(request).tenant())));
  }

  @DELETE
  @OperationSummary("End a session")
  @Path("{sessionId}")
  @RequiresPermission("sessions.write")
  public MessageResponseBody end(
      @Context HttpServletRequest request, @PathParam("sessionId") String sessionId) {
    var exchange = HttpExchange.of(request);
    var session =
        sessions
            .findStored(exchange.tenant(), sessionId)
            .filter(sessions::isActive)
            .orElseThrow(() -> ApiException.notFound("The session does not exist."))
            .session();
    guard.requirePrivilegesOver(exchange, session.subject());
    sessions.end(exchange.tenant(), sessionId, by(exchange));
    return new MessageResponseBody("The session was ended.");
  }

  /**
   * Revokes all sessions of the tenant. Requires the permission to revoke the sessions of each
   * user.
   */
  @POST
  @OperationSummary("End all sessions of the tenant")
  @Path("revoke-all")
  @RequiresPermission("sessions.write")
  @ApiRequestParameters(
      members = {@SchemaProperty(value = "confirm", required = true, type = boolean.class)})
  public MessageResponseBody endAll(@Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    var confirmed = JsonObjectMemberReader.of(body, CONFIRMATION).flag("confirm").orElse(false);
    if (!confirmed) {
      throw ApiException.invalidRequest("This operation ends every session. Set confirm to true.");
    }
    exchange.require("roles.write");
    int ended = sessions.endAll(exchange.tenant(), by(exchange));
    return new MessageResponseBody("Sessions ended: " + ended + ".");
  }

  private static AuditInitiator by(HttpExchange exchange) {
    return AuditInitiator.of(exchange.caller(), exchange.requestInfo());
  }
}
