/** OpenID providers as identity providers: whatever speaks OpenID Connect Core 1.0. */
package org.lumoauth.authn.federationoidc;
