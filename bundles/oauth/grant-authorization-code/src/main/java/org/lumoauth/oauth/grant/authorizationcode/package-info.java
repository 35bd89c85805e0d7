/**
 * Adds the authorization endpoint and the authorization code grant with PKCE: response types {@code
 * code} and {@code none}, the consent page, and single-use codes.
 */
@NullMarked
package org.lumoauth.oauth.grant.authorizationcode;

import org.jspecify.annotations.NullMarked;
