/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.account;

import java.time.Duration;
import java.time.Instant;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.directory.SubjectRef;

/**
 * Requires a recent sign-in, so that a person who finds an open session cannot add their own way to
 * sign in.
 */
public final class RecentSignInCheck {

  /** The maximum age of the sign-in. */
  static final Duration AGE = Duration.ofMinutes(10);

  private RecentSignInCheck() {}

  static boolean isRecent(Session session, Instant now) {
    return !session.authenticatedAt().isBefore(now.minus(AGE));
  }

  /** Returns the requirement of a sign-in by the same user since a time. */
  public static SignInRequirement requirement(SubjectRef user, Instant notBefore) {
    return SignInRequirement.any().authenticatedSince(notBefore).withSubject(user);
  }
}
