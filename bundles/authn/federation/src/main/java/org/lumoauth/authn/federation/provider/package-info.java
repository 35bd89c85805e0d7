/** The identity providers that tenants connect with. */
package org.lumoauth.authn.federation.provider;
