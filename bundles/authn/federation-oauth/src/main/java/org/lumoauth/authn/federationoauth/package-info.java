/**
 * Providers that speak OAuth 2.0 alone as identity providers: who somebody is, is what the provider
 * says to the access token that a code was redeemed for.
 */
package org.lumoauth.authn.federationoauth;
