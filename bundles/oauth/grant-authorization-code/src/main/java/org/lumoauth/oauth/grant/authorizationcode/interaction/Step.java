package org.lumoauth.oauth.grant.authorizationcode.interaction;

import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignInRequirement;

/** What comes next for a request. */
public sealed interface Step {

  /** Somebody has to sign in. */
  record SignInFirst(SignInRequirement requirement) implements Step {}

  /** Who is signed in has to say whether the client may have it. */
  record AskFirst(Session session) implements Step {}

  /** Nothing is in its way. */
  record Go(Session session) implements Step {}

  /** It cannot be: an error for the client. */
  record Refuse(String error, String description) implements Step {}
}
