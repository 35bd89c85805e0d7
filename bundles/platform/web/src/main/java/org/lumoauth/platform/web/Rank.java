package org.lumoauth.platform.web;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.directory.SubjectRef;

/**
 * Keeps those who may not give roles from acting on those who may: from signing them out, from
 * ending what they let others do, from having somebody else taken for them.
 */
public final class Rank {
  private static final String GIVE_ROLES = "roles.write";

  private final AuthorizationService authorization;

  public Rank(AuthorizationService authorization) {
    this.authorization = authorization;
  }

  /**
   * Requires that the caller may act on this subject: on one who gives roles only if the caller
   * does too.
   *
   * @throws org.lumoauth.api.web.Problem 403 {@code permission_denied} if not
   */
  public void requireOver(Exchange exchange, SubjectRef subject) {
    if (givesRoles(exchange, subject)) {
      exchange.require(GIVE_ROLES);
    }
  }

  /**
   * Requires that the caller may act on each of these. Of many nobody is asked about where the
   * caller gives roles.
   *
   * @throws org.lumoauth.api.web.Problem 403 {@code permission_denied} if not
   */
  public void requireOver(Exchange exchange, Collection<SubjectRef> subjects) {
    Set<SubjectRef> each = Set.copyOf(subjects);
    if (each.size() > 1 && callerGivesRoles(exchange)) {
      return;
    }
    if (each.stream().anyMatch(subject -> givesRoles(exchange, subject))) {
      exchange.require(GIVE_ROLES);
    }
  }

  /** As {@link Exchange#require} asks, but no denial is recorded: nothing is refused yet. */
  private boolean callerGivesRoles(Exchange exchange) {
    Caller caller = exchange.caller();
    Question question =
        new Question(
            caller.subject(),
            caller.actors(),
            GIVE_ROLES,
            Optional.empty(),
            Map.of(),
            Optional.of(caller.scope()));
    return authorization.decide(exchange.tenant(), question).permitted();
  }

  private boolean givesRoles(Exchange exchange, SubjectRef subject) {
    return authorization.decide(exchange.tenant(), Question.of(subject, GIVE_ROLES)).permitted();
  }
}
