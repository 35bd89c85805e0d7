/** Providers as the API shows them among the settings of a tenant. */
package org.lumoauth.authn.federation.settings;
