package org.lumoauth.authn.flow;

import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.directory.SubjectRef;

/** What a session that the browser has already means for a sign-in. */
final class ExistingSessionPolicy {

  private ExistingSessionPolicy() {}

  /** Whether a session is all that was asked for. */
  static boolean isSatisfied(Session session, LoginState state) {
    return !state.choosing()
        && !state.another()
        && !state.requirement().create()
        && state.step().isEmpty()
        && SignInRequirementCheck.isMet(session, state.requirement());
  }

  /** Who it has to be, or is already. */
  static Optional<SubjectRef> knownSubject(LoginState state, Optional<Session> session) {
    boolean asksAnew = state.another() || state.requirement().create();
    return state
        .requirement()
        .subject()
        .or(() -> asksAnew ? Optional.empty() : session.map(Session::subject));
  }

  /**
   * What a session that is recent enough has proven need not be proven again, and one that outlives
   * the browser goes on to, unless its person says otherwise.
   */
  static LoginState stepUp(
      LoginState state, Optional<Session> session, SubjectRef who, String identifier) {
    var named = state.identified(identifier, who);
    return session
        .filter(known -> known.subject().equals(who))
        .map(known -> renewing(state, named.remembering(known.remembered()), known))
        .orElse(named);
  }

  private static LoginState renewing(LoginState state, LoginState named, Session known) {
    return SignInRequirementCheck.isRecent(known, state.requirement())
        ? named.proven(known.subject(), known.amr())
        : named;
  }
}
