package org.lumoauth.authn.federation.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.directory.SubjectRef;

/**
 * A sign-in of just now. Whoever finds a session open is not to leave a way in of their own behind.
 */
final class FreshSignIn {

  /** How long ago it may be. */
  static final Duration AGE = Duration.ofMinutes(10);

  private FreshSignIn() {}

  static boolean is(Session session, Instant now) {
    return !session.authenticatedAt().isBefore(now.minus(AGE));
  }

  /** The same user, from a time on. */
  static SignInRequirement of(SubjectRef user, Instant notBefore) {
    return new SignInRequirement(
        Optional.of(notBefore),
        List.of(),
        false,
        Optional.of(user),
        Optional.empty(),
        false,
        false,
        Optional.empty(),
        Optional.empty());
  }
}
