/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions.rest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Page;
import org.lumoauth.authn.sessions.DefaultSessionService;
import org.lumoauth.authn.sessions.StoredSession;
import org.lumoauth.platform.web.rest.ListResponseBody;

/** Builds lists of sessions with their users' addresses. */
final class SessionViewAssembler {
  private static final String TYPE = "sessions";

  private final DefaultSessionService sessions;
  private final UserDirectory users;

  SessionViewAssembler(DefaultSessionService sessions, UserDirectory users) {
    this.sessions = sessions;
    this.users = users;
  }

  ListResponseBody<SessionView> list(TenantContext tenant, Page<StoredSession> page) {
    var ids =
        page.items().stream()
            .map(stored -> stored.session().subject().id())
            .collect(Collectors.toSet());
    Map<String, User> byId =
        users.findAll(tenant, ids).stream()
            .collect(Collectors.toMap(User::id, Function.identity()));
    return ListResponseBody.of(page.map(stored -> view(stored, byId)), TYPE);
  }

  private SessionView view(StoredSession stored, Map<String, User> byId) {
    var session = stored.toSession();
    var user = byId.get(session.subject().id());
    return new SessionView(
        session.id(),
        session.subject().id(),
        user == null ? null : user.email(),
        session.remoteAddress(),
        session.userAgent().orElse(null),
        time(session.createdAt()),
        time(session.lastSeenAt()),
        time(session.expiresAt()),
        sessions.isActive(stored));
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
