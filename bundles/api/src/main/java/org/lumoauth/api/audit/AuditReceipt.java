/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.audit;

/**
 * The position of a written event.
 *
 * @param id {@code aud_} and a ULID
 * @param sequence the position in the tenant's chain
 */
public record AuditReceipt(String id, long sequence) {}
