/** Determines the interaction that a request requires: sign-in or consent. */
package org.lumoauth.oauth.grant.authorizationcode.interaction;
