/**
 * External issuers that a tenant trusts: their registration, the verification of their assertions,
 * and the mapping of subjects to users.
 */
package org.lumoauth.oauth.trustedissuers;
