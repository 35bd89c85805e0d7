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
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.authn.sessions.StoredSessions;
import org.lumoauth.platform.web.CredentialChangeGuard;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.Members;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/admin/sessions}. */
@Path("admin/sessions")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionsResource {
  private static final Set<String> CONFIRMATION = Set.of("confirm");

  private final StoredSessions sessions;
  private final UserDirectory users;
  private final SessionViews views;
  private final CredentialChangeGuard guard;

  SessionsResource(
      StoredSessions sessions,
      UserDirectory users,
      SessionViews views,
      CredentialChangeGuard guard) {
    this.sessions = sessions;
    this.users = users;
    this.views = views;
    this.guard = guard;
  }

  /** How many sessions are kept, and how many of them hold. */
  public record Stats(long total, long active, long inactive) {}

  /** How many sessions hold. */
  public record Count(long count) {}

  @GET
  @Requires("sessions.read")
  public ListBody<SessionView> list(
      @Context HttpServletRequest request,
      @BeanParam PageQuery query,
      @QueryParam("userId") String userId) {
    var tenant = Exchange.of(request).tenant();
    var page = query.request();
    var searched = page.search().flatMap(text -> users.named(tenant, text)).map(User::id);
    if (userId == null || userId.isBlank()) {
      return views.list(tenant, sessions.list(tenant, Optional.empty(), searched, page));
    }
    var subject =
        users.named(tenant, userId).map(user -> new SubjectRef(SubjectRef.USER, user.id()));
    return views.list(
        tenant,
        subject.isPresent()
            ? sessions.list(tenant, subject, searched, page)
            : new Page<>(List.of(), 0, page));
  }

  @GET
  @Path("stats")
  @Requires("sessions.read")
  public DataBody<Stats> stats(@Context HttpServletRequest request) {
    var tenant = Exchange.of(request).tenant();
    long total = sessions.total(tenant);
    long active = Math.min(total, sessions.active(tenant));
    return DataBody.of(new Stats(total, active, total - active));
  }

  @GET
  @Path("count")
  @Requires("sessions.read")
  public DataBody<Count> count(@Context HttpServletRequest request) {
    return DataBody.of(new Count(sessions.active(Exchange.of(request).tenant())));
  }

  @DELETE
  @Path("{sessionId}")
  @Requires("sessions.write")
  public MessageBody end(
      @Context HttpServletRequest request, @PathParam("sessionId") String sessionId) {
    var exchange = Exchange.of(request);
    var session =
        sessions
            .stored(exchange.tenant(), sessionId)
            .filter(sessions::holds)
            .orElseThrow(() -> Problem.notFound("There is no such session here."))
            .session();
    guard.requireOver(exchange, session.subject());
    sessions.end(exchange.tenant(), sessionId, by(exchange));
    return new MessageBody("The session was ended.");
  }

  /** Ends everybody's sessions: for those alone who may do that to each of them. */
  @POST
  @Path("revoke-all")
  @Requires("sessions.write")
  @Takes(members = {@Member(value = "confirm", needed = true, type = boolean.class)})
  public MessageBody endAll(@Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = Exchange.of(request);
    var confirmed = Members.of(body, CONFIRMATION).flag("confirm").orElse(false);
    if (!confirmed) {
      throw Problem.invalidRequest("This ends every session; confirm is to be true.");
    }
    exchange.require("roles.write");
    int ended = sessions.endAll(exchange.tenant(), by(exchange));
    return new MessageBody("Sessions ended: " + ended + ".");
  }

  private static Initiator by(Exchange exchange) {
    return Initiator.of(exchange.caller(), exchange.requestInfo());
  }
}
