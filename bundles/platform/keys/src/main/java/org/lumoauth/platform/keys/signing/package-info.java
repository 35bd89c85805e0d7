/**
 * Signing keys of tenants: made on demand, kept encrypted, decoded once for the fastest JCA
 * provider there is, rotated with an overlap, and published as a JWK set.
 */
package org.lumoauth.platform.keys.signing;
