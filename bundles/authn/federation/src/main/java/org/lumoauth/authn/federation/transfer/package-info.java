/** Providers as a part of the document of a tenant. */
package org.lumoauth.authn.federation.transfer;
