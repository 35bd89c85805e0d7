/**
 * Interactive sign-in with the installed methods. The state of a sign-in in progress is only in the
 * short-lived store or sealed in the browser; {@link
 * org.lumoauth.authn.flow.LoginCompletionService} turns it into a session.
 */
package org.lumoauth.authn.flow;
