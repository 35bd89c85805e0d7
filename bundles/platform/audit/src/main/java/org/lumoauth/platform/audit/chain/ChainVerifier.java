package org.lumoauth.platform.audit.chain;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.audit.ChainVerification;
import org.lumoauth.api.audit.ChainVerification.Break;

/**
 * Walks a chain from its first record past its head to its end. If older records were deleted, the
 * walk begins at the checkpoint that they left, which a record of the chain must name.
 */
final class ChainVerifier {
  private static final int PAGE = 200;

  private final ChainStore store;
  private final ChainStarts starts;
  private final RecordHash hash = new RecordHash();

  ChainVerifier(ChainStore store, ChainStarts starts) {
    this.store = store;
    this.starts = starts;
  }

  /** Verifies up to where the chain ended when it began; what is written meanwhile is left out. */
  ChainVerification verify(String tenantId) {
    while (true) {
      Head start = starts.of(tenantId);
      ChainVerification found = verify(tenantId, start);
      if (found.broken().isEmpty() || starts.of(tenantId).sequence() == start.sequence()) {
        return found;
      }
      // Records were deleted during the walk: it begins again at the new checkpoint.
    }
  }

  private ChainVerification verify(String tenantId, Head start) {
    boolean named = start.isEmptyChain();
    Head head = store.head(tenantId).orElseGet(Head::ofEmptyChain);
    long end = Math.max(head.sequence(), store.lastSequence(tenantId).orElse(0));
    Head last = start;
    while (last.sequence() < end) {
      List<Row> page = store.after(tenantId, last.sequence(), PAGE);
      if (page.isEmpty()) {
        return broken(start, last, last.sequence() + 1, "", missingEnd(last, end));
      }
      for (Row row : page) {
        if (last.sequence() == end) {
          break;
        }
        var problem = problem(last, row, head);
        if (problem.isPresent()) {
          return broken(start, last, last.sequence() + 1, idAt(last, row), problem.get());
        }
        named |= ChainStarts.names(row, start);
        last = new Head(row.sequence(), row.hash(), row.micros());
      }
    }
    // A chain's first record and its head are one transaction.
    if (end > 0 && head.isEmptyChain() && store.head(tenantId).isEmpty()) {
      return broken(start, start, 1, "", "the chain has records and no head");
    }
    if (!named) {
      return broken(start, start, start.sequence() + 1, "", "no record names the deleted ones");
    }
    return new ChainVerification(last.sequence() - start.sequence(), hex(last), Optional.empty());
  }

  private Optional<String> problem(Head last, Row row, Head head) {
    if (row.sequence() != last.sequence() + 1) {
      return Optional.of("the record is missing");
    }
    if (!MessageDigest.isEqual(last.hash(), row.previousHash())) {
      return Optional.of("the record does not commit to the one before it");
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
      return Optional.of("the record was changed after it was written");
    }
    return row.sequence() != head.sequence() || MessageDigest.isEqual(head.hash(), row.hash())
        ? Optional.empty()
        : Optional.of("the chain's head names another hash than the record has");
  }

  private static String idAt(Head last, Row row) {
    return row.sequence() == last.sequence() + 1 ? row.id() : "";
  }

  private static String missingEnd(Head last, long end) {
    return "the records " + (last.sequence() + 1) + " to " + end + " are missing at the end";
  }

  private static ChainVerification broken(
      Head start, Head last, long sequence, String id, String problem) {
    return new ChainVerification(
        last.sequence() - start.sequence(),
        hex(last),
        Optional.of(new Break(sequence, id, problem)));
  }

  private static String hex(Head head) {
    return head.isEmptyChain() ? "" : HexFormat.of().formatHex(head.hash());
  }
}
