/**
 * Approvals: people approve operations that agents may not perform alone. Contains the approvers,
 * the requests and their results.
 */
@TenantTables({"apr_answer", "apr_request", "apr_rules", "apr_deputy", "apr_family"})
@NullMarked
package org.lumoauth.agents.approvals;

import org.jspecify.annotations.NullMarked;
import org.lumoauth.platform.persistence.TenantTables;
