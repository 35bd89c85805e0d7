/**
 * Settings of tenants: typed sections that modules declare and the platform stores, validates and
 * audits.
 */
@Export
@Version("1.3.0")
package org.lumoauth.api.settings;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
