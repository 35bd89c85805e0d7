/**
 * Modules: capabilities that are installed, upgraded and removed on a running server. A provider
 * found through {@link org.lumoauth.api.module.ProviderRegistry} is used with a lease, and a module
 * is stopped only when no leases of its providers are open.
 */
@Export
@Version("1.8.0")
@NullMarked
package org.lumoauth.api.module;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
