/**
 * Who is calling, and how that was proven. An {@link org.lumoauth.api.authn.RequestAuthenticator}
 * turns the credential of one request into a {@link org.lumoauth.api.authn.Caller}; an {@link
 * org.lumoauth.api.authn.AuthenticationMethod} is a step of an interactive sign-in, a {@link
 * org.lumoauth.api.authn.SignInStep} one that follows the proof.
 */
@Export
@Version("1.10.0")
package org.lumoauth.api.authn;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
