/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow.state;

import java.util.Objects;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.authn.flow.EnabledAuthenticationMethodRegistry;

/**
 * A sign-in without proven factors, as stored in the browser. Replaying an old copy gives the same
 * access as a new sign-in.
 *
 * @param id the sign-in's id
 * @param state the complete state
 * @param filling padding to the length of the longest subject, because the length of the sealed
 *     text must not reveal whether the user exists
 */
public record SealedLoginState(String id, LoginState state, String filling) {
  private static final int LONGEST = 64;

  /** Rejects sealed text without one of these members, for example from another version. */
  public SealedLoginState {
    Objects.requireNonNull(id);
    Objects.requireNonNull(state);
    Objects.requireNonNull(filling);
  }

  /**
   * Returns empty for a sign-in that is not bound to a browser, or has state that must be stored.
   */
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

  /** Other methods might return with only the sign-in's id, or have state. */
  private static boolean remembersNothing(LoginState.LoginMethodStep step) {
    return step.method().equals(EnabledAuthenticationMethodRegistry.PASSWORD)
        && !step.away()
        && step.state().isEmpty();
  }
}
