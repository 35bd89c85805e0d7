/**
 * Relationship-based access control as in Zanzibar: stores of tuples, models that define relations,
 * and questions about them. Identifiers are compared byte for byte. Each service receives the
 * tenant and never returns data of another tenant.
 *
 * @see <a href="https://research.google/pubs/pub48190/">Zanzibar: Google's Consistent, Global
 *     Authorization System</a>
 */
@Export
@Version("1.1.0")
@NullMarked
package org.lumoauth.api.relation;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
