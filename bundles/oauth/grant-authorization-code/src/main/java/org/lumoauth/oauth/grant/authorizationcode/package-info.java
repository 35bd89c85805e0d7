/**
 * Adds the authorization endpoint and the authorization code grant with PKCE: response types {@code
 * code} and {@code none}, the consent page, and codes that are good once.
 */
package org.lumoauth.oauth.grant.authorizationcode;
