/**
 * The audit log: a hash chain per tenant, written in batches, durable before the answer.
 *
 * <p>{@code chain} writes and verifies, {@code rest} shows. What a verification finds: a record
 * that was changed in any field, one that was taken out, put in or moved, and records that were cut
 * off the end, because a chain's head is kept in a row of its own, which follows them a moment
 * later. What it can't find by itself: a chain that somebody with write access to the database made
 * anew from some record on, with all later hashes and the head. Against that, compare the head's
 * hash with one that was kept elsewhere: an audit sink's copy, or an earlier verification's output.
 */
package org.lumoauth.platform.audit;
