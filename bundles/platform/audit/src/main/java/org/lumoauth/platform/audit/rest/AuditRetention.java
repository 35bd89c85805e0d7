package org.lumoauth.platform.audit.rest;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The retention setting.
 *
 * @param retentionDays how long records are stored
 * @param autoDelete whether older records are deleted; the operator sets it for all tenants
 * @param planLimitDays null: there is no limit
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record AuditRetention(int retentionDays, boolean autoDelete, Integer planLimitDays) {}
