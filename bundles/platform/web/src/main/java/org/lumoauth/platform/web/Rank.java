package org.lumoauth.platform.web;

import java.util.Collection;
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
   * Requires that the caller may act on each of these.
   *
   * @throws org.lumoauth.api.web.Problem 403 {@code permission_denied} if not
   */
  public void requireOver(Exchange exchange, Collection<SubjectRef> subjects) {
    if (subjects.stream().distinct().anyMatch(subject -> givesRoles(exchange, subject))) {
      exchange.require(GIVE_ROLES);
    }
  }

  private boolean givesRoles(Exchange exchange, SubjectRef subject) {
    return authorization.decide(exchange.tenant(), Question.of(subject, GIVE_ROLES)).permitted();
  }
}
