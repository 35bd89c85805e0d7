package org.lumoauth.platform.audit.rest;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The retention setting.
 *
 * @param retentionDays how long records are wanted
 * @param autoDelete always false: nothing deletes records by age yet, and a chain that loses its
 *     start needs a signed end of what is gone first
 * @param planLimitDays null: there is no limit
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record AuditRetention(int retentionDays, boolean autoDelete, Integer planLimitDays) {}
