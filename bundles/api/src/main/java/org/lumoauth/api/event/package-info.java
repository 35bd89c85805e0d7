/**
 * Events about changes that other bundles may depend on: for example, that a subject was disabled,
 * or that a tenant's settings changed. Events carry identifiers, never data; a listener reads the
 * data that it needs.
 */
@Export
@Version("1.2.0")
package org.lumoauth.api.event;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
