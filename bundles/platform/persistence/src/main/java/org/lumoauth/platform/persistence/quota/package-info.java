/** Quotas: how many rows of one kind a tenant can have. */
package org.lumoauth.platform.persistence.quota;
