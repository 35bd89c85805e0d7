/** Generates identifiers: a prefix and a monotonic ULID. */
@NullMarked
package org.lumoauth.platform.persistence.id;

import org.jspecify.annotations.NullMarked;
