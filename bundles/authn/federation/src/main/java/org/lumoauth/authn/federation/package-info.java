/**
 * Signs users in through external identity providers: the tenant's providers, the linked
 * identities, and the redirect to a provider and back. Connectors implement the providers'
 * protocols.
 */
package org.lumoauth.authn.federation;
