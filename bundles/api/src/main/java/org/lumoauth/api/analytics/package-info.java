/**
 * Figures about a tenant, for the people who look after it: counts alone, of nobody in particular.
 */
@Export
@Version("1.0.0")
package org.lumoauth.api.analytics;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
