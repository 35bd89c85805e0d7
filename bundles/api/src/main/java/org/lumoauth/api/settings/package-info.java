/**
 * Settings of tenants: typed sections that modules declare and the platform stores, validates and
 * audits.
 *
 * <p>A module declares its section with {@link org.lumoauth.api.settings.SettingsSchema}: each
 * setting is one expression with name, default, limits and description, and is read with its type.
 */
@Export
@Version("1.3.0")
@NullMarked
package org.lumoauth.api.settings;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
