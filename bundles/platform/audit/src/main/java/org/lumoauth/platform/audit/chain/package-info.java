/**
 * Writes and verifies the hash chains. A single thread collects waiting events, links them, commits
 * once and completes their receipts. Records of all tenants share a commit, but each tenant has its
 * own chain.
 *
 * <p>The chain of a deleted tenant remains, because it proves the actions in the tenant, including
 * its deletion: a log that its subject can erase proves nothing. Tenant ids are never reused, so no
 * later tenant can access it. Only the retention period of the tenant is deleted.
 */
@TenantTables({"audit_retention"})
package org.lumoauth.platform.audit.chain;

import org.lumoauth.platform.persistence.TenantTables;
