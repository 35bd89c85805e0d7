package org.lumoauth.api.audit;

import java.time.Instant;

/**
 * An event as it was written.
 *
 * @param id {@code aud_} and a ULID
 * @param sequence its place in the tenant's chain, from 1, without gaps
 * @param tenantId whose chain
 * @param time when it was recorded
 * @param event what happened
 */
public record AuditRecord(
    String id, long sequence, String tenantId, Instant time, AuditEvent event) {}
