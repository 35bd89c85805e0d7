/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

/**
 * A link of a chain.
 *
 * @param tenantId the tenant of the chain
 * @param sequence the position, starting at 1
 * @param id {@code aud_} and a ULID
 * @param micros the time of the record, in microseconds since 1970
 * @param entry the content
 * @param previousHash the hash of the previous link, zeros for the first
 * @param hash the link's own hash
 */
public record AuditChainRow(
    String tenantId,
    long sequence,
    String id,
    long micros,
    SerializedAuditEvent entry,
    byte[] previousHash,
    byte[] hash) {}
