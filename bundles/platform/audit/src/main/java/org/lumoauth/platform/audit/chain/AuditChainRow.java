package org.lumoauth.platform.audit.chain;

/**
 * A link of a chain.
 *
 * @param tenantId whose chain
 * @param sequence its place, from 1
 * @param id {@code aud_} and a ULID
 * @param micros when it was recorded, microseconds since 1970
 * @param entry what it says
 * @param previousHash the hash of the link before, zeros for the first
 * @param hash its own
 */
public record AuditChainRow(
    String tenantId,
    long sequence,
    String id,
    long micros,
    SerializedAuditEvent entry,
    byte[] previousHash,
    byte[] hash) {}
