/**
 * Encryption of secrets at rest: a data key per tenant, encrypted with the master key, for values
 * that must be read again, and keyed hashes for values that are only compared.
 */
@NullMarked
package org.lumoauth.platform.keys.vault;

import org.jspecify.annotations.NullMarked;
