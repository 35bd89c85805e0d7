/**
 * Connects providers that support OAuth 2.0 only as identity providers. The user is identified by
 * the profile that the provider returns for the redeemed code's access token.
 */
package org.lumoauth.authn.federationoauth;
