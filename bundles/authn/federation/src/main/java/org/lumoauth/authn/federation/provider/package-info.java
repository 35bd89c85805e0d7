/** The identity providers of tenants. */
package org.lumoauth.authn.federation.provider;
