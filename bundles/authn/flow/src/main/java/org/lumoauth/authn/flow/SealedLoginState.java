package org.lumoauth.authn.flow;

import java.util.Objects;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;

/**
 * A sign-in in which nothing is proven, as the browser keeps it. Whoever has it, and has had it
 * before, can do no more with it than with a new one.
 *
 * @param id the sign-in's id
 * @param state all that is known of it
 * @param filling as much as is missing to the longest name of a subject: how long the sealed text
 *     is must not tell whether there is such a user
 */
public record SealedLoginState(String id, LoginState state, String filling) {
  private static final int LONGEST = 64;

  /** What is sealed without one of these is none, as a text of another version may be. */
  public SealedLoginState {
    Objects.requireNonNull(id);
    Objects.requireNonNull(state);
    Objects.requireNonNull(filling);
  }

  /** Empty for one that is bound to no browser, or of which something has to be kept. */
  static Optional<SealedLoginState> of(String id, LoginState state) {
    int named = state.subject().map(SubjectRef::id).map(String::length).orElse(0);
    boolean light =
        state.browser().isPresent()
            && state.proven().isEmpty()
            && state.after().isEmpty()
            && state.step().map(SealedLoginState::remembersNothing).orElse(true)
            && named <= LONGEST;
    return light
        ? Optional.of(new SealedLoginState(id, state, " ".repeat(LONGEST - named)))
        : Optional.empty();
  }

  /** Another method might lead back by the sign-in's id alone, or have remembered something. */
  private static boolean remembersNothing(LoginState.LoginMethodStep step) {
    return step.method().equals(EnabledAuthenticationMethods.PASSWORD)
        && !step.away()
        && step.state().isEmpty();
  }
}
