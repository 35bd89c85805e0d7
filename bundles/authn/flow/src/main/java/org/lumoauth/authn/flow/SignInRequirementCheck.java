/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignInRequirement;

/** Compares the requirement of a sign-in with a session. */
final class SignInRequirementCheck {
  private SignInRequirementCheck() {}

  /** Returns whether a session meets the requirement. */
  static boolean isMet(Session session, SignInRequirement requirement) {
    return isRecent(session, requirement)
        && isSameSubject(session, requirement)
        && isStrongEnough(
            AuthenticationStrengthCalculator.level(session.acr()).orElse(0), requirement);
  }

  /** Returns whether the session's user authenticated recently enough ({@code max_age}). */
  static boolean isRecent(Session session, SignInRequirement requirement) {
    return requirement
        .notBefore()
        .map(earliest -> !session.authenticatedAt().isBefore(earliest))
        .orElse(true);
  }

  /** Returns whether the session belongs to the required user ({@code id_token_hint}). */
  static boolean isSameSubject(Session session, SignInRequirement requirement) {
    return requirement.subject().map(subject -> subject.equals(session.subject())).orElse(true);
  }

  /**
   * Returns whether a level is sufficient. Merely preferred context classes do not require a
   * signed-in user to authenticate again (OpenID Connect Core section 5.5.1.1), unless they include
   * a context class of this server that the session does not reach.
   */
  static boolean isStrongEnough(int level, SignInRequirement requirement) {
    var wanted = requiredLevel(requirement);
    return wanted.isPresent()
        ? level >= wanted.getAsInt()
        : requirement.acrValues().isEmpty() || !requirement.acrEssential();
  }

  /** Returns the lowest acceptable level; empty if no context class of this server is named. */
  static OptionalInt requiredLevel(SignInRequirement requirement) {
    return requirement.acrValues().stream()
        .map(AuthenticationStrengthCalculator::level)
        .flatMapToInt(level -> level.isPresent() ? IntStream.of(level.getAsInt()) : IntStream.of())
        .min();
  }
}
