package org.lumoauth.authn.federation.signin;

import java.time.Duration;
import java.time.Instant;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.directory.SubjectRef;

/**
 * A sign-in of just now. Whoever finds a session open is not to leave a way in of their own behind.
 */
final class RecentSignInCheck {

  /** How long ago it may be. */
  static final Duration AGE = Duration.ofMinutes(10);

  private RecentSignInCheck() {}

  static boolean isRecent(Session session, Instant now) {
    return !session.authenticatedAt().isBefore(now.minus(AGE));
  }

  /** The same user, from a time on. */
  static SignInRequirement requirement(SubjectRef user, Instant notBefore) {
    return SignInRequirement.any().authenticatedSince(notBefore).withSubject(user);
  }
}
