/**
 * Adds the authorization endpoint and the authorization code grant with PKCE: response types {@code
 * code} and {@code none}, the consent page, and single-use codes.
 */
package org.lumoauth.oauth.grant.authorizationcode;
