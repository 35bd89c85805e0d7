/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.rest;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The retention setting.
 *
 * @param retentionDays the retention period in days
 * @param autoDelete whether expired records are deleted; set by the operator for all tenants
 * @param planLimitDays always null: there is no limit
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record AuditRetentionView(int retentionDays, boolean autoDelete, Integer planLimitDays) {}
