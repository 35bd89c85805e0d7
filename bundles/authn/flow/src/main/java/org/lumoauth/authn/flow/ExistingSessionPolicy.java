/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.authn.flow.state.LoginState;

/** Determines the effect of an existing session of the browser on a sign-in. */
final class ExistingSessionPolicy {

  private ExistingSessionPolicy() {}

  /** Returns whether a session meets the whole requirement. */
  static boolean isSatisfied(Session session, LoginState state) {
    return !state.choosing()
        && !state.another()
        && !state.requirement().create()
        && state.step().isEmpty()
        && SignInRequirementCheck.isMet(session, state.requirement());
  }

  /** Returns the required or already signed-in user. */
  static Optional<SubjectRef> knownSubject(LoginState state, Optional<Session> session) {
    boolean asksAnew = state.another() || state.requirement().create();
    return state
        .requirement()
        .subject()
        .or(() -> asksAnew ? Optional.empty() : session.map(Session::subject));
  }

  /**
   * Carries over the factors of a recent session, which need not be proven again, and whether the
   * session is remembered, unless the user chose otherwise.
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
