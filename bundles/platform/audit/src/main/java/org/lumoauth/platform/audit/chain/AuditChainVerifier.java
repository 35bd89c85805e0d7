/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.audit.AuditChainVerificationResult;
import org.lumoauth.api.audit.AuditChainVerificationResult.AuditChainBreak;

/**
 * Verifies a chain from its first record to its end. If older records were deleted, verification
 * starts at their checkpoint, which a record of the chain must confirm.
 */
final class AuditChainVerifier {
  private static final int PAGE = 200;

  private final AuditChainStore store;
  private final ChainCheckpointStore starts;
  private final AuditRecordHasher hash = new AuditRecordHasher();

  AuditChainVerifier(AuditChainStore store, ChainCheckpointStore starts) {
    this.store = store;
    this.starts = starts;
  }

  /**
   * Verifies the records that the chain has at the start. Records appended during the verification
   * are not included.
   */
  AuditChainVerificationResult verify(String tenantId) {
    while (true) {
      ChainHead start = starts.of(tenantId);
      AuditChainVerificationResult found = verify(tenantId, start);
      if (found.broken().isEmpty() || starts.of(tenantId).sequence() == start.sequence()) {
        return found;
      }
      // Records were deleted during the verification, which restarts at the new checkpoint.
    }
  }

  private AuditChainVerificationResult verify(String tenantId, ChainHead start) {
    boolean named = start.isEmptyChain();
    ChainHead head = store.head(tenantId).orElseGet(ChainHead::ofEmptyChain);
    long end = Math.max(head.sequence(), store.lastSequence(tenantId).orElse(0));
    ChainHead last = start;
    while (last.sequence() < end) {
      List<AuditChainRow> page = store.readAfter(tenantId, last.sequence(), PAGE);
      if (page.isEmpty()) {
        return broken(start, last, last.sequence() + 1, "", missingEnd(last, end));
      }
      for (AuditChainRow row : page) {
        if (last.sequence() == end) {
          break;
        }
        var problem = problem(last, row, head);
        if (problem.isPresent()) {
          return broken(start, last, last.sequence() + 1, idAt(last, row), problem.get());
        }
        named |= ChainCheckpointStore.recordsCheckpoint(row, start);
        last = new ChainHead(row.sequence(), row.hash(), row.micros());
      }
    }
    // A chain's first record and its head are written in one transaction.
    if (end > 0 && head.isEmptyChain() && store.head(tenantId).isEmpty()) {
      return broken(start, start, 1, "", "the chain has records but no head");
    }
    if (!named) {
      return broken(
          start,
          start,
          start.sequence() + 1,
          "",
          "no record confirms the deletion of earlier records");
    }
    return new AuditChainVerificationResult(
        last.sequence() - start.sequence(), hex(last), Optional.empty());
  }

  private Optional<String> problem(ChainHead last, AuditChainRow row, ChainHead head) {
    if (row.sequence() != last.sequence() + 1) {
      return Optional.of("the record is missing");
    }
    if (!MessageDigest.isEqual(last.hash(), row.previousHash())) {
      return Optional.of("the record's previous hash does not match the record before it");
    }
    byte[] expected =
        hash.of(
            row.tenantId(),
            row.sequence(),
            row.id(),
            row.micros(),
            row.entry(),
            row.previousHash());
    if (!MessageDigest.isEqual(expected, row.hash())) {
      return Optional.of("the record was modified after it was written");
    }
    return row.sequence() != head.sequence() || MessageDigest.isEqual(head.hash(), row.hash())
        ? Optional.empty()
        : Optional.of("the hash of the chain's head does not match the record");
  }

  private static String idAt(ChainHead last, AuditChainRow row) {
    return row.sequence() == last.sequence() + 1 ? row.id() : "";
  }

  private static String missingEnd(ChainHead last, long end) {
    return "the records "
        + (last.sequence() + 1)
        + " to "
        + end
        + " are missing at the end of the chain";
  }

  private static AuditChainVerificationResult broken(
      ChainHead start, ChainHead last, long sequence, String id, String problem) {
    return new AuditChainVerificationResult(
        last.sequence() - start.sequence(),
        hex(last),
        Optional.of(new AuditChainBreak(sequence, id, problem)));
  }

  private static String hex(ChainHead head) {
    return head.isEmptyChain() ? "" : HexFormat.of().formatHex(head.hash());
  }
}
