/** Connects OpenID providers (OpenID Connect Core 1.0) as identity providers. */
package org.lumoauth.authn.federationoidc;
