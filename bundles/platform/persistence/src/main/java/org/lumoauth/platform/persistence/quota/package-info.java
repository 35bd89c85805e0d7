/** Quotas: the number of rows of one kind that a tenant can have. */
@NullMarked
package org.lumoauth.platform.persistence.quota;

import org.jspecify.annotations.NullMarked;
