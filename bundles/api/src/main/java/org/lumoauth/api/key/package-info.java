/**
 * Keys and secrets: signing keys of tenants, envelope encryption of what must be read again, and
 * keyed hashes of what must only be recognized.
 */
@Export
@Version("1.8.0")
package org.lumoauth.api.key;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
