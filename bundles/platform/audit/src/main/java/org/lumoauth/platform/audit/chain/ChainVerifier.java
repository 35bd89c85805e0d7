package org.lumoauth.platform.audit.chain;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.audit.ChainVerification;
import org.lumoauth.api.audit.ChainVerification.Break;

/** Walks a chain from its first record to its head. */
final class ChainVerifier {
  private static final int PAGE = 1000;

  private final ChainStore store;
  private final RecordHash hash = new RecordHash();

  ChainVerifier(ChainStore store) {
    this.store = store;
  }

  /** Verifies up to where the head stood when it began; what is written meanwhile is left out. */
  ChainVerification verify(String tenantId) {
    Head end = store.head(tenantId).orElseGet(Head::ofEmptyChain);
    Head last = Head.ofEmptyChain();
    while (last.sequence() < end.sequence()) {
      List<Row> page = store.after(tenantId, last.sequence(), PAGE);
      if (page.isEmpty()) {
        return broken(last, last.sequence() + 1, "", missingEnd(last, end));
      }
      for (Row row : page) {
        if (last.sequence() == end.sequence()) {
          break;
        }
        var problem = problem(last, row);
        if (problem.isPresent()) {
          return broken(last, last.sequence() + 1, idAt(last, row), problem.get());
        }
        last = new Head(row.sequence(), row.hash(), row.micros());
      }
    }
    return atHead(tenantId, last, end);
  }

  private ChainVerification atHead(String tenantId, Head last, Head end) {
    if (!MessageDigest.isEqual(last.hash(), end.hash())) {
      return broken(
          last,
          last.sequence(),
          "",
          "the chain's head names another hash than the last record has");
    }
    // Read in this order: an honest writer's head is never behind its records.
    long newest = store.lastSequence(tenantId).orElse(0);
    long head = store.head(tenantId).map(Head::sequence).orElse(0L);
    if (newest > head) {
      return broken(last, head + 1, "", "the record stands behind the chain's head");
    }
    return new ChainVerification(last.sequence(), hex(last), Optional.empty());
  }

  private Optional<String> problem(Head last, Row row) {
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
    return MessageDigest.isEqual(expected, row.hash())
        ? Optional.empty()
        : Optional.of("the record was changed after it was written");
  }

  private static String idAt(Head last, Row row) {
    return row.sequence() == last.sequence() + 1 ? row.id() : "";
  }

  private static String missingEnd(Head last, Head end) {
    return "the records "
        + (last.sequence() + 1)
        + " to "
        + end.sequence()
        + " are missing at the end";
  }

  private static ChainVerification broken(Head last, long sequence, String id, String problem) {
    return new ChainVerification(
        last.sequence(), hex(last), Optional.of(new Break(sequence, id, problem)));
  }

  private static String hex(Head head) {
    return head.isEmptyChain() ? "" : HexFormat.of().formatHex(head.hash());
  }
}
