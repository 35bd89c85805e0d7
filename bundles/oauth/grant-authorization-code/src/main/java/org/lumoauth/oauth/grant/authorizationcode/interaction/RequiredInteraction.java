package org.lumoauth.oauth.grant.authorizationcode.interaction;

import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignInRequirement;

/** What comes next for a request. */
public sealed interface RequiredInteraction {

  /** Somebody has to sign in. */
  record SignInInteraction(SignInRequirement requirement) implements RequiredInteraction {}

  /** Who is signed in has to say whether the client may have it. */
  record ConsentInteraction(Session session) implements RequiredInteraction {}

  /** Nothing is in its way. */
  record NoInteractionRequired(Session session) implements RequiredInteraction {}

  /** It cannot be: an error for the client. */
  record RefusedInteraction(String error, String description) implements RequiredInteraction {}
}
