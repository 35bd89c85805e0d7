/**
 * Client authentication with a client secret in the Authorization header or the request body, and
 * identification of public clients (RFC 6749 section 2.3.1).
 */
@NullMarked
package org.lumoauth.oauth.clientauth.secret;

import org.jspecify.annotations.NullMarked;
