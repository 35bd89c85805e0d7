/**
 * Signs people in by whatever methods are installed. What is known of a sign-in under way is in the
 * short-lived store alone; {@link org.lumoauth.authn.flow.LoginCompletion} is the one place where
 * it becomes a session.
 */
package org.lumoauth.authn.flow;
