/** Quotas: the number of rows of one kind that a tenant can have. */
package org.lumoauth.platform.persistence.quota;
