package org.lumoauth.authn.flow;

import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignInRequirement;

/** What a sign-in has to reach, compared with what one has reached. */
final class SignInRequirementCheck {
  private SignInRequirementCheck() {}

  /** Whether a session will do. */
  static boolean isMet(Session session, SignInRequirement requirement) {
    return isRecent(session, requirement)
        && isSameSubject(session, requirement)
        && isStrongEnough(AuthenticationStrength.level(session.acr()).orElse(0), requirement);
  }

  /** Whether the session's user proved who they are late enough ({@code max_age}). */
  static boolean isRecent(Session session, SignInRequirement requirement) {
    return requirement
        .notBefore()
        .map(earliest -> !session.authenticatedAt().isBefore(earliest))
        .orElse(true);
  }

  /** Whether the session is of the user that has to be it ({@code id_token_hint}). */
  static boolean isSameSubject(Session session, SignInRequirement requirement) {
    return requirement.subject().map(subject -> subject.equals(session.subject())).orElse(true);
  }

  /**
   * Whether a level will do. Context classes that are only preferred are no reason to ask somebody
   * anew who is signed in (OpenID Connect Core section 5.5.1.1) unless one of ours is among them
   * that the session does not reach.
   */
  static boolean isStrongEnough(int level, SignInRequirement requirement) {
    var wanted = requiredLevel(requirement);
    return wanted.isPresent()
        ? level >= wanted.getAsInt()
        : requirement.acrValues().isEmpty() || !requirement.acrEssential();
  }

  /** The lowest level of those that will do; empty if none of ours is named. */
  static OptionalInt requiredLevel(SignInRequirement requirement) {
    return requirement.acrValues().stream()
        .map(AuthenticationStrength::level)
        .flatMapToInt(level -> level.isPresent() ? IntStream.of(level.getAsInt()) : IntStream.of())
        .min();
  }
}
