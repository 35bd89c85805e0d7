package org.lumoauth.platform.audit.rest;

/**
 * The retention setting.
 *
 * @param retentionDays how long records are wanted
 * @param autoDelete always false: nothing deletes records by age yet, and a chain that loses its
 *     start needs a signed end of what is gone first
 * @param planLimitDays null: there is no limit
 */
public record AuditRetention(int retentionDays, boolean autoDelete, Integer planLimitDays) {}
