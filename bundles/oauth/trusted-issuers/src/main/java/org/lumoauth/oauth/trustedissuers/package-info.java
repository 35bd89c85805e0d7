/**
 * Issuers outside whose assertions a tenant trusts: which they are, how their assertions are
 * verified, and whom of the tenant they are about.
 */
package org.lumoauth.oauth.trustedissuers;
