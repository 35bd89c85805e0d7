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
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.authn.sessions.StoredSessions;
import org.lumoauth.platform.web.CredentialChangeGuard;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;

/** {@code ~/admin/users/{userId}/sessions}. */
@Path("admin/users/{userId}/sessions")
@Produces(MediaType.APPLICATION_JSON)
public final class UserSessionsResource {
  private final StoredSessions sessions;
  private final UserDirectory users;
  private final SessionViews views;
  private final CredentialChangeGuard guard;

  UserSessionsResource(
      StoredSessions sessions,
      UserDirectory users,
      SessionViews views,
      CredentialChangeGuard guard) {
    this.sessions = sessions;
    this.users = users;
    this.views = views;
    this.guard = guard;
  }

  @GET
  @Requires("sessions.read")
  public ListBody<SessionView> list(
      @Context HttpServletRequest request,
      @PathParam("userId") String userId,
      @BeanParam PageQuery query) {
    var tenant = Exchange.of(request).tenant();
    var user = user(tenant, userId);
    return views.list(
        tenant, sessions.list(tenant, Optional.of(user), Optional.empty(), query.request()));
  }

  @DELETE
  @Requires("sessions.write")
  public MessageBody endAll(
      @Context HttpServletRequest request, @PathParam("userId") String userId) {
    var exchange = Exchange.of(request);
    var user = user(exchange.tenant(), userId);
    guard.requireOver(exchange, user);
    int ended =
        sessions.endAll(
            exchange.tenant(),
            user,
            Optional.empty(),
            Initiator.of(exchange.caller(), exchange.requestInfo()));
    return new MessageBody("Sessions ended: " + ended + ".");
  }

  /** The same for callers that cannot send a {@code DELETE}. */
  @POST
  @Path("revoke")
  @Requires("sessions.write")
  public MessageBody revoke(
      @Context HttpServletRequest request, @PathParam("userId") String userId) {
    return endAll(request, userId);
  }

  /** The same by the name that guides give it. */
  @POST
  @Path("revoke-all")
  @Requires("sessions.write")
  public MessageBody revokeAll(
      @Context HttpServletRequest request, @PathParam("userId") String userId) {
    return endAll(request, userId);
  }

  private SubjectRef user(TenantContext tenant, String idOrEmail) {
    return users
        .named(tenant, idOrEmail)
        .map(user -> new SubjectRef(SubjectRef.USER, user.id()))
        .orElseThrow(() -> Problem.notFound("There is no such user here."));
  }
}
