package org.lumoauth.platform.web;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.directory.SubjectRef;

/**
 * Keeps those who administer a part from acting on those who may do more here: from taking their
 * account over, from signing them out, from ending what they let others do. Whoever may give roles
 * could have every permission, so nobody is above them.
 */
public final class Rank {

  /** The permission to give roles. */
  public static final String GIVE_ROLES = "roles.write";

  private static final int MAX_ASKED = 100;

  private static final List<String> ALL =
      SystemPermissions.behind("admin").stream().sorted().toList();

  private final AuthorizationService authorization;

  public Rank(AuthorizationService authorization) {
    this.authorization = authorization;
  }

  /**
   * Requires that the caller may act on this subject: that they may give roles, or have every
   * permission of {@link SystemPermissions} that the subject has.
   *
   * @throws org.lumoauth.api.web.Problem 403 {@code permission_denied} for the first that is
   *     missing
   */
  public void requireOver(Exchange exchange, SubjectRef subject) {
    requireOver(exchange, Set.of(subject));
  }

  /**
   * Requires that the caller may change how this user signs in, and so could sign in as that one:
   * that they may act on the user and, where the user may approve what others ask, may approve too.
   *
   * @throws org.lumoauth.api.web.Problem 403 {@code permission_denied} for the first permission
   *     that is missing, 503 {@code module_unavailable} for who may not approve while it can't be
   *     told whether the user may
   */
  public void requireOverSignIn(Exchange exchange, SubjectRef user, ApprovingPeople approving) {
    requireOver(exchange, user);
    if (!callerMay(exchange, SystemPermissions.JIT_APPROVE)
        && approving.have(exchange.tenant(), user)) {
      exchange.require(SystemPermissions.JIT_APPROVE);
    }
  }

  /**
   * Requires that the caller may act on each of these. Nobody is asked about for what the caller
   * may do. Over more than a hundred at once are those alone who may give roles: to ask about each
   * would keep the server busy for as long as a caller likes.
   *
   * @throws org.lumoauth.api.web.Problem 403 {@code permission_denied} for the first permission
   *     that is missing
   */
  public void requireOver(Exchange exchange, Collection<SubjectRef> subjects) {
    Set<SubjectRef> each = Set.copyOf(subjects);
    if (each.isEmpty() || callerMay(exchange, GIVE_ROLES)) {
      return;
    }
    if (each.size() > MAX_ASKED) {
      exchange.require(GIVE_ROLES);
      return;
    }
    for (String permission : ALL) {
      if (!callerMay(exchange, permission)
          && each.stream().anyMatch(subject -> may(exchange, subject, permission))) {
        exchange.require(permission);
      }
    }
  }

  /** As {@link Exchange#require} asks, but no denial is recorded: nothing is refused yet. */
  private boolean callerMay(Exchange exchange, String permission) {
    Caller caller = exchange.caller();
    Question question =
        new Question(
            caller.subject(),
            caller.actors(),
            permission,
            Optional.empty(),
            Map.of(),
            Optional.of(caller.scope()));
    return authorization.decide(exchange.tenant(), question).permitted();
  }

  private boolean may(Exchange exchange, SubjectRef subject, String permission) {
    return authorization.decide(exchange.tenant(), Question.of(subject, permission)).permitted();
  }
}
