/**
 * Master key, encryption of secrets, password hashes and the signing keys of tenants. This package
 * contains the shared configuration and persistence unit.
 */
package org.lumoauth.platform.keys;
