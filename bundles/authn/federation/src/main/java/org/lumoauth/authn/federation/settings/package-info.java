/** Providers in the settings API of a tenant. */
package org.lumoauth.authn.federation.settings;
