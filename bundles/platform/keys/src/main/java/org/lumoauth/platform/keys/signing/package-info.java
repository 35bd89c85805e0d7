/**
 * Signing keys of tenants: created on demand, stored encrypted, decoded once for the fastest
 * available JCA provider, rotated with an overlap and published as a JWK Set.
 */
package org.lumoauth.platform.keys.signing;
