/**
 * Relationship-based access control as in Zanzibar: stores of tuples, models that say what the
 * relations mean, and questions about them. Identifiers are compared byte for byte. Each service
 * takes the tenant and finds nothing of another's.
 *
 * @see <a href="https://research.google/pubs/pub48190/">Zanzibar: Google's Consistent, Global
 *     Authorization System</a>
 */
@Export
@Version("1.1.0")
package org.lumoauth.api.relation;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
