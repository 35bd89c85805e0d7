/** Generates identifiers: a prefix and a monotonic ULID. */
package org.lumoauth.platform.persistence.id;
