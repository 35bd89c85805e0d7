/** Trusted issuers as part of the document that a tenant is exported to. */
package org.lumoauth.oauth.trustedissuers.transfer;
