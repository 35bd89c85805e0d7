package org.lumoauth.api.audit;

/**
 * Where an event was written.
 *
 * @param id {@code aud_} and a ULID
 * @param sequence its place in the tenant's chain
 */
public record AuditReceipt(String id, long sequence) {}
