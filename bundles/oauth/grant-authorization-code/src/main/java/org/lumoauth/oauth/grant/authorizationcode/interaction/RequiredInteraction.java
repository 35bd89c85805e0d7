/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.interaction;

import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignInRequirement;

/** The next interaction that a request requires. */
public sealed interface RequiredInteraction {

  /** The user must sign in. */
  record SignInInteraction(SignInRequirement requirement) implements RequiredInteraction {}

  /** The signed-in user must consent. */
  record ConsentInteraction(Session session) implements RequiredInteraction {}

  /** No interaction is required. */
  record NoInteractionRequired(Session session) implements RequiredInteraction {}

  /** The request must be refused with an error for the client. */
  record RefusedInteraction(String error, String description) implements RequiredInteraction {}
}
