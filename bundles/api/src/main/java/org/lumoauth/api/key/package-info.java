/**
 * Keys and secrets: signing keys of tenants, envelope encryption of secrets that must be readable,
 * and keyed hashes of secrets that must only be compared.
 */
@Export
@Version("1.8.0")
@NullMarked
package org.lumoauth.api.key;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
