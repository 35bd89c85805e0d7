/**
 * Types of {@code authorization_details} that a tenant declares with a JSON Schema instead of a
 * module (RFC 9396).
 */
@TenantTables({"ora_type"})
@NullMarked
package org.lumoauth.oauth.richauthorization;

import org.jspecify.annotations.NullMarked;
import org.lumoauth.platform.persistence.TenantTables;
