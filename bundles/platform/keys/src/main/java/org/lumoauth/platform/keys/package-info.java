/**
 * Master key, secrets at rest, password hashes and the signing keys of tenants. This package holds
 * what its parts share: the configuration and the persistence unit.
 */
package org.lumoauth.platform.keys;
