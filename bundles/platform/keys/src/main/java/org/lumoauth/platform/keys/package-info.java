/**
 * Master key, encryption of secrets, password hashes and the signing keys of tenants. This package
 * contains the shared configuration and persistence unit.
 */
@NullMarked
package org.lumoauth.platform.keys;

import org.jspecify.annotations.NullMarked;
