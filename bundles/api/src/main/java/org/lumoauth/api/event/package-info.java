/**
 * Changes that other bundles may have to know of: that a subject was disabled, that a tenant's
 * settings changed. Events carry identifiers, never data; a listener reads what it needs.
 */
@Export
@Version("1.2.0")
package org.lumoauth.api.event;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
