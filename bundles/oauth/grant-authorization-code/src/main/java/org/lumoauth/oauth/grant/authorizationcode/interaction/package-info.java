/** Determines the interaction that a request requires: sign-in or consent. */
@NullMarked
package org.lumoauth.oauth.grant.authorizationcode.interaction;

import org.jspecify.annotations.NullMarked;
