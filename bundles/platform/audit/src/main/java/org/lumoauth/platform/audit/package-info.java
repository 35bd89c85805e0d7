/**
 * The audit log: a hash chain per tenant, written in batches and durable before the response.
 *
 * <p>{@code chain} writes and verifies, {@code rest} serves the API. Verification detects records
 * that were modified, removed, inserted or moved, and records truncated at the end, because the
 * head of a chain is stored in a separate row, updated slightly later. It cannot detect a chain
 * that an attacker with write access to the database rewrote from some record on, including all
 * later hashes and the head. To detect that, compare the head's hash with an external copy, such as
 * an audit sink or the output of an earlier verification.
 */
@NullMarked
package org.lumoauth.platform.audit;

import org.jspecify.annotations.NullMarked;
