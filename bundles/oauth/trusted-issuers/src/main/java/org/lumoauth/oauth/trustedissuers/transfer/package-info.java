/** Trusted issuers in the export of a tenant. */
package org.lumoauth.oauth.trustedissuers.transfer;
