/**
 * Authentication of callers. A {@link org.lumoauth.api.authn.RequestAuthenticator} turns the
 * credential of one request into a {@link org.lumoauth.api.authn.Caller}; an {@link
 * org.lumoauth.api.authn.AuthenticationMethod} is a step of an interactive sign-in, and a {@link
 * org.lumoauth.api.authn.PostLoginStep} follows a successful authentication.
 */
@Export
@Version("1.10.0")
@NullMarked
package org.lumoauth.api.authn;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
